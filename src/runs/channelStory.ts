import { decodeScores } from '../engine/run/scores';
import type { RunLog } from './log';

/** What a run decides of a channel, as far as its log goes. */
export type ChannelStory =
  | { readonly end: 'open' }
  /** It is kept, or goes: at so many events of the log. */
  | { readonly end: 'kept' | 'removed'; readonly decidedAt: number; readonly joined?: Joined };

/** How a channel joined those that its layer keeps. */
export interface Joined {
  /** Events of the log up to then. */
  readonly at: number;
  /** Channels that had joined before. */
  readonly before: number;
  /** All that joined with it, best first. */
  readonly together: readonly number[];
  /** Its score then; methods without scores have none. */
  readonly score?: number;
  /** The joint loss before. */
  readonly joint?: number;
}

/** The story of one of a layer's channels in the last network that the run makes. */
export function channelStory(log: RunLog, layer: string, channel: number): ChannelStory {
  let story: ChannelStory = { end: 'open' };
  let joined: Joined | undefined;
  for (const [index, event] of [...log].entries()) {
    const at = index + 1;
    if (event.type === 'widths') {
      story = { end: 'open' };
      joined = undefined;
    } else if (event.type === 'selection' && event.layer === layer && event.chosen.includes(channel)) {
      const score = event.scores === undefined ? undefined : decodeScores(event.scores)[channel];
      joined = {
        ...{ at, before: event.step, together: event.chosen },
        ...(score === undefined ? {} : { score }),
        ...(event.joint === undefined ? {} : { joint: event.joint }),
      };
      story = { end: 'kept', decidedAt: at, joined };
    } else if (event.type === 'selected' && event.layer === layer) {
      const isKept = event.kept.includes(channel);
      if (!isKept) story = { end: 'removed', decidedAt: at };
      else if (!joined) story = { end: 'kept', decidedAt: at };
    }
  }
  return story;
}
