import { type Units, type WorkKind, workKinds } from './workKinds';

/** What is known of a kind of work before any is done. */
interface Expected {
  /** Seconds that a unit takes beside one of evaluation. */
  readonly weight: number;
  /** Share of the kind's work that has to be seen before it counts for as much as what was expected. */
  readonly doubt: number;
  /** The kind whose pace, once it is known, counts as much for what is expected as that of all work so far. */
  readonly like?: WorkKind;
  /** Which measured pace it goes at. */
  readonly at: keyof Pace;
}

/** Seconds for a unit of evaluation, as passes through a network tell it and as steps of fine-tuning do. */
export interface Pace {
  readonly passes: number;
  readonly steps: number;
}

export const expected: Readonly<Record<WorkKind, Expected>> = {
  evaluation: { weight: 1, doubt: 0.03, at: 'passes' },
  sensitivity: { weight: 1.1, doubt: 0.1, at: 'passes' },
  heads: { weight: 1.2, doubt: 0.2, at: 'passes' },
  auxiliary: { weight: 1.1, doubt: 0.1, at: 'steps' },
  selection: { weight: 1.1, doubt: 0.2, at: 'steps' },
  'fine-tuning': { weight: 1.1, doubt: 0.01, like: 'auxiliary', at: 'steps' },
  latency: { weight: 0.8, doubt: 0.2, at: 'passes' },
};

/** Seconds that units of each kind of work take at a pace. */
export const secondsAt = (pace: Pace, unitsOf: (kind: WorkKind) => number): number =>
  workKinds.reduce((sum, kind) => {
    const { weight, at } = expected[kind];
    return sum + pace[at] * weight * unitsOf(kind);
  }, 0);

/** Everything in units of evaluation. */
const units: Pace = { passes: 1, steps: 1 };
/** Share of a run that has to be seen before it counts for as much as the pace that was measured before. */
const doubtOfPace = 0.05;
/** How many times as long as told by then a piece may count for: what took longer met something that comes once, as shaders that are compiled. */
const longestPiece = 3;
/** Share of all work that is done before anything is said. */
const silence = 0.01;
/** By which share of itself an estimate may change from one event to the next. */
const largestChange = 0.15;

interface Tally {
  total: number;
  done: number;
  seconds: number;
}

/** Share of a run after which an estimate is off by a quarter at most; before that it can be off by a half. */
const settled = 0.1;

/**
 * Between which the true time left lies.
 *
 * @param seconds as estimated
 * @param progress share of the run that is done
 */
export function likelyRange(seconds: number, progress: number): { readonly low: number; readonly high: number } {
  const error = progress < settled ? 0.5 : 0.25;
  return { low: seconds / (1 + error), high: seconds / (1 - error) };
}

/** How long a run will take: what is left of each kind of work at the pace that the kind has had so far. Pure. */
export class TimeLeft {
  private readonly tallies: ReadonlyMap<WorkKind, Tally>;
  private last: number | undefined;

  /**
   * @param totals units of each kind of work that the run will do
   * @param pace as measured before it
   */
  constructor(
    totals: Units,
    private readonly pace?: Pace,
  ) {
    this.tallies = new Map(workKinds.map((kind) => [kind, { total: totals[kind] ?? 0, done: 0, seconds: 0 }]));
  }

  /** Work done and to do, in units of about equal time. */
  get done(): number {
    return this.sum(({ done }) => done);
  }

  get total(): number {
    return this.sum(({ total }) => total);
  }

  /** What is left to do of each kind is known better now. */
  expect(left: Units): void {
    for (const kind of workKinds) {
      const tally = this.tallyOf(kind);
      tally.total = tally.done + (left[kind] ?? 0);
    }
  }

  /** More is to do than was known. */
  expectMore(more: Units): void {
    for (const kind of workKinds) this.tallyOf(kind).total += more[kind] ?? 0;
  }

  /** Some work is done. Returns the seconds that the rest will take; undefined as long as too little is known. */
  advance(kind: WorkKind, units: number, seconds: number): number | undefined {
    const tally = this.tallyOf(kind);
    const most = this.pace ? longestPiece * units * this.paceOf(kind) : Number.POSITIVE_INFINITY;
    tally.done = Math.min(tally.total, tally.done + units);
    tally.seconds += Math.min(seconds, most);
    if (this.done < silence * this.total) return undefined;
    const left = workKinds.reduce((sum, each) => sum + this.leftOf(each), 0);
    if (this.last !== undefined) {
      const before = Math.max(0, this.last - seconds);
      const most = largestChange * Math.max(this.last, left);
      this.last = Math.max(0, Math.min(before + most, Math.max(before - most, left)));
    } else this.last = left;
    return this.last;
  }

  private leftOf(kind: WorkKind): number {
    const { total, done } = this.tallyOf(kind);
    return (total - done) * this.paceOf(kind);
  }

  /** Seconds for a unit: as measured, and as expected where little is. */
  private paceOf(kind: WorkKind): number {
    const { weight, doubt, like, at } = expected[kind];
    const { total, done, seconds } = this.tallyOf(kind);
    const known = like !== undefined && this.tallyOf(like).done > 0;
    const common = (this.pace ?? units)[at] * this.slowness() * weight;
    const prior = known ? (common + (this.paceOf(like) * weight) / expected[like].weight) / 2 : common;
    return (doubt * total * prior + seconds) / (doubt * total + done || 1);
  }

  /** Seconds that all done so far has taken, beside what the measured pace has it take; beside its units without one. */
  private slowness(): number {
    const seconds = [...this.tallies.values()].reduce((sum, tally) => sum + tally.seconds, 0);
    if (!this.pace) return seconds / (this.done || 1);
    const doubt = doubtOfPace * this.sum(({ total }) => total, this.pace);
    return (doubt + seconds) / (doubt + this.sum(({ done }) => done, this.pace));
  }

  private sum(of: (tally: Tally) => number, pace = units): number {
    return secondsAt(pace, (kind) => of(this.tallyOf(kind)));
  }

  private tallyOf(kind: WorkKind): Tally {
    const tally = this.tallies.get(kind);
    if (!tally) throw new Error(`no work of kind "${kind}"`);
    return tally;
  }
}
