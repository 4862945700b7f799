import type { ScalingId } from '../engine/network/scaling';
import type { Source } from './sources';
import type { Change } from './studio';
import type { Unmatched, WorkbenchInfo } from './workbench';

interface Opened {
  readonly source: Source;
  readonly brought: WorkbenchInfo['brought'];
  /** What was answered when it asked about classes. */
  readonly outputOf?: readonly number[];
}

type Make = (change: Change) => Promise<WorkbenchInfo | Unmatched>;

/** How what is open came to be: enough to open it all again. Files are kept by reference, not by their bytes. */
export class History {
  private asked: { question: number; source: Source } | undefined;

  constructor(
    private opened: readonly Opened[] = [],
    private scaling?: ScalingId,
  ) {}

  get isEmpty(): boolean {
    return this.opened.length === 0;
  }

  /** What was opened first of all that is still of use. */
  beginning(): History {
    return new History(this.opened.slice(0, 1));
  }

  record(change: Change, answer: WorkbenchInfo | Unmatched): void {
    if ('found' in answer) {
      if (change.kind === 'open') this.asked = { question: answer.question, source: change.source };
      return;
    }
    const { brought } = answer;
    if (change.kind === 'open') this.add({ source: change.source, brought });
    if (change.kind === 'classes' && this.asked)
      this.add({ source: this.asked.source, brought, outputOf: change.outputOf });
    if (change.kind === 'scaling') this.scaling = change.id;
  }

  /** Makes it all again. @returns what is open then, if anything */
  async replay(make: Make): Promise<WorkbenchInfo | undefined> {
    let last: WorkbenchInfo | undefined;
    for (const { source, outputOf } of this.opened) {
      let answer = await make({ kind: 'open', source });
      if ('found' in answer && outputOf) answer = await make({ kind: 'classes', question: answer.question, outputOf });
      if (!('found' in answer)) last = answer;
    }
    if (this.scaling === undefined) return last;
    const scaled = await make({ kind: 'scaling', id: this.scaling });
    return 'found' in scaled ? last : scaled;
  }

  /** What brings both a network and images begins anew; what brings one takes the place of another that did. */
  private add(opened: Opened): void {
    const { network, images } = opened.brought;
    const isReplaced = ({ brought }: Opened) => brought.network === network && brought.images === images;
    const left = network && images ? [] : this.opened.filter((before) => !isReplaced(before));
    this.opened = [...left, opened];
    this.scaling = undefined;
    this.asked = undefined;
  }
}
