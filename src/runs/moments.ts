import type { LoggedEvent, Phase, Subject } from '../engine/run/events';

/** How far one goes at a time: to the next channels or step of training, to the next layer or work, to the next phase. */
export type Stride = 'channel' | 'layer' | 'stage';

/** A moment of a run: something that can be seen has happened. */
export interface Moment {
  /** Events of the log up to it. */
  readonly count: number;
  /** The longest stride that ends here. */
  readonly begins: Stride;
}

/** A part of a run's time. */
export interface Span {
  readonly phase: Phase;
  readonly what: Subject;
  readonly layer?: string;
  /** The first of its moments. */
  readonly from: number;
}

/** Events that change nothing that is seen. */
const isSilent = ({ type }: LoggedEvent): boolean => type === 'progress' || type === 'memory';

/** The moments of a log that may go on. */
export class Moments {
  private readonly all: Moment[] = [];
  private readonly parts: Span[] = [];
  private read = 0;

  get length(): number {
    return this.all.length;
  }

  get spans(): readonly Span[] {
    return this.parts;
  }

  at(index: number): Moment | undefined {
    return this.all[index];
  }

  /** The moment at which so many events of the log have happened. */
  indexOf(count: number): number {
    return this.all.findIndex((moment) => moment.count >= count);
  }

  /** @param log that begins with what was read before */
  follow(log: { readonly length: number; at(index: number): LoggedEvent | undefined }): void {
    for (; this.read < log.length; this.read++) {
      const event = log.at(this.read);
      if (event && !isSilent(event)) this.add(event);
    }
  }

  /** The moment some strides on, or back; the first or the last where there are not so many. */
  stridden(from: number, stride: Stride, direction: 1 | -1): number {
    let index = from + direction;
    while (this.all[index] && !isAsLong(this.all[index]!.begins, stride)) index += direction;
    return Math.min(this.all.length - 1, Math.max(0, index));
  }

  private add(event: LoggedEvent): void {
    const count = this.read + 1;
    if (event.type !== 'phase') {
      this.all.push({ count, begins: 'channel' });
      return;
    }
    const { phase, what, layer } = event;
    const begins = this.parts.at(-1)?.phase === phase ? 'layer' : 'stage';
    this.parts.push({ phase, what, ...(layer === undefined ? {} : { layer }), from: this.all.length });
    this.all.push({ count, begins });
  }
}

const lengths: Readonly<Record<Stride, number>> = { channel: 0, layer: 1, stage: 2 };

const isAsLong = (begins: Stride, stride: Stride): boolean => lengths[begins] >= lengths[stride];
