import type { Checkpoint } from '../checkpoint';
import type { Phase, RunEvent, Subject } from './events';
import { type Pace, TimeLeft } from './timeLeft';
import type { Units, WorkKind } from './workKinds';

/** Tells seconds of work: while a checkpoint is held no time passes. */
export class WorkClock {
  private held = 0;
  /** The checkpoint to pass in the place of the one given. */
  readonly pass: Checkpoint;

  constructor(pass: Checkpoint) {
    this.pass = async () => {
      const start = performance.now();
      await pass();
      this.held += performance.now() - start;
    };
  }

  now(): number {
    return (performance.now() - this.held) / 1000;
  }
}

/** How far a run is, and how long it will still take. */
export class Progress {
  private readonly timeLeft: TimeLeft;
  private since: number;
  /** Of the work, done; it stays as it is where more turns out to be left. */
  private share = 0;

  constructor(
    private readonly clock: WorkClock,
    totals: Units,
    pace?: Pace,
  ) {
    this.timeLeft = new TimeLeft(totals, pace);
    this.since = clock.now();
  }

  /** Some work of a kind is done: that which all time since the last call went into. */
  advance(kind: WorkKind, units: number): RunEvent {
    const now = this.clock.now();
    const secondsLeft = this.timeLeft.advance(kind, units, now - this.since);
    this.since = now;
    const { total } = this.timeLeft;
    this.share = Math.max(this.share, this.timeLeft.done / total);
    return { type: 'progress', done: this.share * total, total, ...(secondsLeft === undefined ? {} : { secondsLeft }) };
  }

  /** What is left to do of each kind is known better now. */
  expect(left: Units): void {
    this.timeLeft.expect(left);
  }

  /** More is to do than was known. */
  expectMore(more: Units): void {
    this.timeLeft.expectMore(more);
  }

  finish(): RunEvent {
    const { total } = this.timeLeft;
    return { type: 'progress', done: total, total, secondsLeft: 0 };
  }
}

/** Seconds spent in each phase. */
export class PhaseClock {
  private readonly spent: Record<Phase, number> = {
    baseline: 0,
    auxiliary: 0,
    selection: 0,
    'fine-tuning': 0,
    scratch: 0,
    evaluation: 0,
  };
  private current: Phase | undefined;
  private since = 0;

  constructor(private readonly clock: WorkClock) {}

  enter(phase: Phase, what: Subject, layer?: string): RunEvent {
    this.settle();
    this.current = phase;
    return { type: 'phase', phase, what, ...(layer === undefined ? {} : { layer }) };
  }

  seconds(): Record<Phase, number> {
    this.settle();
    return { ...this.spent };
  }

  private settle(): void {
    const now = this.clock.now();
    if (this.current) this.spent[this.current] += now - this.since;
    this.since = now;
  }
}
