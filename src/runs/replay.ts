import type { LoggedEvent } from '../engine/run/events';
import type { RunLog } from './log';
import { Moments } from './moments';
import { Player } from './player';
import type { RunState } from './state';

/** A run at one of its moments. */
export interface Frame {
  readonly moment: number;
  readonly event: LoggedEvent;
  readonly state: RunState;
  /** Just before the event. */
  readonly before: RunState;
}

/** A run to be watched moment by moment, while it goes on or later. */
export class Replay {
  readonly moments = new Moments();
  private readonly player: Player;
  /** Several parts of the page ask for the same one. */
  private latest: Frame | undefined;

  constructor(private log: RunLog) {
    this.player = new Player(log);
    this.moments.follow(log);
  }

  /** @param log that begins with the one before */
  follow(log: RunLog): void {
    this.log = log;
    this.player.follow(log);
    this.moments.follow(log);
  }

  /** @param moment the last one where there are not so many; undefined before the first event */
  frameAt(moment: number): Frame | undefined {
    const index = Math.min(moment, this.moments.length - 1);
    const count = this.moments.at(index)?.count;
    const event = count === undefined ? undefined : this.log.at(count - 1);
    if (count === undefined || !event) return undefined;
    if (this.latest?.moment === index) return this.latest;
    const before = this.player.stateAfter(count - 1);
    this.latest = { moment: index, event, before, state: this.player.stateAfter(count) };
    return this.latest;
  }
}
