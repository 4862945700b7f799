import type { Source } from './sources';
import type { Change } from './studio';
import type { Unmatched, WorkbenchInfo } from './workbench';

interface Opened {
  readonly kind: 'open';
  readonly source: Source;
  readonly brought: WorkbenchInfo['brought'];
  /** What was answered when it asked about classes. */
  readonly outputOf?: readonly number[];
}

/** A change to what is open, made in its turn. */
type Step = Opened | Extract<Change, { kind: 'keep-classes' | 'scaling' }>;

type Make = (change: Change) => Promise<WorkbenchInfo | Unmatched>;

/** How what is open came to be: enough to open it all again. Files are kept by reference, not by their bytes. */
export class History {
  private asked: { question: number; source: Source } | undefined;

  constructor(private steps: readonly Step[] = []) {}

  get isEmpty(): boolean {
    return this.steps.length === 0;
  }

  /** What was opened first of all that is still of use. */
  beginning(): History {
    return new History(this.steps.slice(0, 1));
  }

  record(change: Change, answer: WorkbenchInfo | Unmatched): void {
    if ('found' in answer) {
      if (change.kind === 'open') this.asked = { question: answer.question, source: change.source };
      return;
    }
    const { brought } = answer;
    switch (change.kind) {
      case 'open':
        this.open({ kind: 'open', source: change.source, brought });
        return;
      case 'classes':
        if (this.asked) this.open({ kind: 'open', source: this.asked.source, brought, outputOf: change.outputOf });
        return;
      case 'keep-classes':
        this.steps = [...this.steps, change];
        return;
      case 'scaling':
        this.steps = [...this.steps.filter((step, at) => step.kind !== 'scaling' || at < this.settled), change];
    }
  }

  /** Makes it all again. @returns what is open then, if anything */
  async replay(make: Make): Promise<WorkbenchInfo | undefined> {
    let last: WorkbenchInfo | undefined;
    for (const step of this.steps) {
      let answer = await make(step.kind === 'open' ? { kind: 'open', source: step.source } : step);
      if ('found' in answer && step.kind === 'open' && step.outputOf)
        answer = await make({ kind: 'classes', question: answer.question, outputOf: step.outputOf });
      if (!('found' in answer)) last = answer;
    }
    return last;
  }

  /** What brings both a network and images begins anew; what brings one takes the place of another that did. */
  private open(opened: Opened): void {
    const { network, images } = opened.brought;
    const isReplaced = (step: Step) =>
      step.kind === 'scaling' ||
      (step.kind === 'open' && step.brought.network === network && step.brought.images === images);
    const left = this.steps.filter((step, at) => at < this.settled || !isReplaced(step));
    this.steps = [...(network && images ? [] : left), opened];
    this.asked = undefined;
  }

  /** How many steps another builds on: what only some classes were kept of has to be opened as it was. */
  private get settled(): number {
    return this.steps.findLastIndex(({ kind }) => kind === 'keep-classes') + 1;
  }
}
