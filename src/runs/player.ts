import { fold } from './fold';
import type { RunLog } from './log';
import { emptyState, type RunState } from './state';

/** Events between two key frames: what is folded at most to get from one to a state before the next. */
export const eventsAFrame = 64;

/** The states of a run at any of its events. Folds the log once, and keeps a state every so often, to go on from. */
export class Player {
  private readonly keyFrames: RunState[] = [emptyState];
  /** The state that was asked for last: those after it are near. */
  private recent = { count: 0, state: emptyState };

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
    const keyFrame = this.keyFrames[frame];
    if (!keyFrame || count > this.log.length) throw new RangeError(`event ${count} of ${this.log.length}`);
    const first = frame * eventsAFrame;
    const isNear = first <= this.recent.count && this.recent.count <= count;
    const from = isNear ? this.recent : { count: first, state: keyFrame };
    const state = this.foldOn(from.state, from.count, count);
    this.recent = { count, state };
    return state;
  }

  private foldOn(from: RunState, first: number, end: number): RunState {
    let state = from;
    for (let index = first; index < end; index++) state = fold(state, this.log.at(index)!);
    return state;
  }
}
