import { adaptStops } from '../../layerwise/losses';
import { SelectedChannels } from '../../layerwise/selectedChannels';
import { chooseChannels, setsWithout } from './choosing';
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
  const selections = readers.map(({ problem, channels }) => ({ selected: new SelectedChannels(problem), channels }));
  const taken: number[] = [];
  const losses: number[] = [];
  let joined = 0;
  try {
    while (taken.length < options.count) {
      const scored = await scoreChannels(selections, taken, options);
      losses.push(scored.joint);
      if (mayStop(taken, options) && hasSettled(losses, joined, options)) break;
      const chosen = chooseChannels(scored.scores, taken, options);
      const step = taken.length;
      joined = chosen.length;
      taken.push(...chosen);
      for (const { selected, channels } of selections) {
        selected.join(chosen.flatMap((channel) => placesOf(channel, channels)));
        if (selected.channels.length > 0) await minimise(selected, options);
      }
      yield { ...scored, step, chosen };
    }
    return {
      kept: taken.toSorted((a, b) => a - b),
      weights: selections.map(({ selected }) => selected.fullWeights()),
    };
  } finally {
    for (const { selected } of selections) selected.dispose();
  }
}

/** Every layer that makes some of the channels has one left. */
const mayStop = (taken: readonly number[], options: SelectionOptions): boolean =>
  setsWithout(taken, options).length === 0;

/** Eq 10 of the joint losses at the beginning and after each step, in the last of which some channels joined. */
function hasSettled(losses: readonly number[], joined: number, { epsilon }: SelectionOptions): boolean {
  const [initial = 0] = losses;
  const [previous, current] = losses.slice(-2);
  if (epsilon === undefined || previous === undefined || current === undefined) return false;
  return adaptStops(initial, previous, current, epsilon, joined);
}

/** The input channels of a reader that are a channel of the group. */
const placesOf = (channel: number, channels: readonly number[]): number[] =>
  [...channels.keys()].filter((place) => channels[place] === channel);
