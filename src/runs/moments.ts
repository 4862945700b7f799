import type { LoggedEvent, Phase, Subject } from '../engine/run/events';
import { networkOf } from './searchNetworks';

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
  /** The network of a search that it makes, from 1. */
  readonly network?: number;
  /** The first of its moments. */
  readonly from: number;
}

/** Events that change nothing that is seen. */
const isSilent = ({ type }: LoggedEvent): boolean => type === 'progress' || type === 'memory';

/** The moments of a log that may go on. */
export class Moments {
  private readonly all: Moment[] = [];
  private readonly parts: Span[] = [];
  private readonly tries: Array<Extract<LoggedEvent, { type: 'try' }>> = [];
  /** The network of a search that is being made. */
  private network: number | undefined;
  private most = 0;
  private isOver = false;
  private read = 0;

  get length(): number {
    return this.all.length;
  }

  get spans(): readonly Span[] {
    return this.parts;
  }

  /** Networks that a search for a loss of accuracy makes: those that it has made, once it is over, else the most that it may. */
  get search(): { readonly networks: number; readonly isOver: boolean } {
    return { networks: this.isOver ? this.tries.length : this.most, isOver: this.isOver };
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
    this.followSearch(event);
    if (event.type !== 'phase') {
      this.all.push({ count, begins: 'channel' });
      return;
    }
    const { phase, what, layer } = event;
    const { network } = this;
    const begins = this.parts.at(-1)?.phase === phase ? 'layer' : 'stage';
    this.parts.push({
      phase,
      what,
      ...(layer === undefined ? {} : { layer }),
      ...(network === undefined ? {} : { network }),
      from: this.all.length,
    });
    this.all.push({ count, begins });
  }

  /** A network that is taken up again is not made again. */
  private followSearch(event: LoggedEvent): void {
    if (event.type === 'started' && event.recipe.target.kind === 'lose') this.most = event.recipe.tries;
    if (event.type === 'finished') this.isOver = true;
    if (event.type === 'widths' && this.most > 0) {
      const number = networkOf(event.counts, this.tries);
      this.network = number > this.tries.length ? number : undefined;
    }
    if (event.type === 'try') {
      this.tries.push(event);
      this.network = undefined;
    }
  }
}

const lengths: Readonly<Record<Stride, number>> = { channel: 0, layer: 1, stage: 2 };

const isAsLong = (begins: Stride, stride: Stride): boolean => lengths[begins] >= lengths[stride];
