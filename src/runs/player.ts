import { fold } from './fold';
import type { RunLog } from './log';
import { emptyState, type RunState } from './state';

/** Events between two key frames: what is folded at most to get from one to a state before the next. */
export const eventsAFrame = 64;

/** The states of a run at any of its events. Folds the log once, and keeps a state every so often, to go on from. */
export class Player {
  private readonly keyFrames: RunState[] = [emptyState];

  constructor(private log: RunLog) {
    this.follow(log);
  }

  /** The run goes on. @param log that begins with the one before */
  follow(log: RunLog): void {
    this.log = log;
    for (let end = eventsAFrame * this.keyFrames.length; end <= log.length; end += eventsAFrame)
      this.keyFrames.push(this.foldOn(this.keyFrames.at(-1)!, end - eventsAFrame, end));
  }

  /** @param count of events, from the log's first: none to all of them */
  stateAfter(count: number): RunState {
    const frame = Math.floor(count / eventsAFrame);
    const state = this.keyFrames[frame];
    if (!state || count > this.log.length) throw new RangeError(`event ${count} of ${this.log.length}`);
    return this.foldOn(state, frame * eventsAFrame, count);
  }

  private foldOn(from: RunState, first: number, end: number): RunState {
    let state = from;
    for (let index = first; index < end; index++) state = fold(state, this.log.at(index)!);
    return state;
  }
}
