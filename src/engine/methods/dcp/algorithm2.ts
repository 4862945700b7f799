import { adaptStops } from '../../layerwise/losses';
import { SelectedChannels } from '../../layerwise/selectedChannels';
import { chooseChannels, setsWithout } from '../choosing';
import { scoreChannels } from './scoring';
import type { GroupReader, Selection, SelectionOptions, SelectionStep } from './selection';
import { minimise } from './subProblem';

/**
 * Algorithm 2: greedy selection of the channels that one layer reads, or of a group that several read. Yields after
 * every step, with scores and losses as they were before its channels joined. Reads back from the backend once a step.
 *
 * @throws Diverged where a score or a loss is not finite
 */
export async function* selectChannels(
  readers: readonly GroupReader[],
  options: SelectionOptions,
): AsyncGenerator<SelectionStep, Selection | undefined> {
  const ofReaders = readers.map(({ problem, channels }) => ({ selected: new SelectedChannels(problem), channels }));
  const selected: number[] = [];
  const losses: number[] = [];
  let joined = 0;
  try {
    while (selected.length < options.count) {
      const scored = await scoreChannels(ofReaders, selected, options);
      losses.push(scored.joint);
      if (mayStop(selected, options) && hasSettled(losses, joined, options)) break;
      const chosen = chooseChannels(scored.scores, selected, options);
      const step = selected.length;
      joined = chosen.length;
      selected.push(...chosen);
      for (const { selected: own, channels } of ofReaders) {
        own.join(chosen.flatMap((channel) => placesOf(channel, channels)));
        if (own.channels.length > 0) await minimise(own, options);
      }
      yield { ...scored, step, chosen };
    }
    const weights = ofReaders.map((reader) => reader.selected.fullWeights());
    return { kept: selected.toSorted((a, b) => a - b), weights };
  } finally {
    for (const reader of ofReaders) reader.selected.dispose();
  }
}

/** Every layer that makes some of the channels has one left. */
const mayStop = (selected: readonly number[], options: SelectionOptions): boolean =>
  setsWithout(selected, options).length === 0;

/** Eq 10: what is scored now is L(W^t), with the channels that joined in the last step. */
function hasSettled(losses: readonly number[], joined: number, { epsilon }: SelectionOptions): boolean {
  const [initial = 0] = losses;
  const [previous, current] = losses.slice(-2);
  if (epsilon === undefined || previous === undefined || current === undefined) return false;
  return adaptStops(initial, previous, current, epsilon, joined);
}

/** The input channels of a reader that are a channel of the group. */
const placesOf = (channel: number, channels: readonly number[]): number[] =>
  [...channels.keys()].filter((place) => channels[place] === channel);
