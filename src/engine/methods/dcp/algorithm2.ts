import { areEven } from '../../channels/blocks';
import { adaptStops } from '../../layerwise/stopRule';
import { chooseChannels, setsWithout } from '../choosing';
import { meanLosses, scoreChannels } from './scoring';
import type { GroupReader, Selection, SelectionOptions, SelectionStep } from './selection';

/**
 * Algorithm 2: greedy selection of the channels that one layer reads, or of a group that several read. Yields after
 * every step, with scores and losses as they were before its channels joined.
 *
 * @throws Diverged where a score or a loss is not finite
 */
export async function* selectChannels(
  readers: readonly GroupReader[],
  options: SelectionOptions,
): AsyncGenerator<SelectionStep, Selection | undefined> {
  const selected: number[] = [];
  const joints: number[] = [];
  let before = 0;
  while (selected.length < options.count) {
    const { scores, losses } = await scoreChannels(readers, selected, options.score);
    if (areEven(options.blocks ?? [], selected)) {
      joints.push(losses.joint);
      if (mayStop(selected, options) && hasSettled(joints, selected.length - before, options)) break;
      before = selected.length;
    }
    const chosen = chooseChannels(scores, selected, options);
    const step = selected.length;
    selected.push(...chosen);
    for (const { solver, channels } of readers)
      await solver.join(chosen.flatMap((channel) => placesOf(channel, channels)));
    yield { ...losses, scores, step, chosen };
  }
  const settled = [];
  for (const { solver } of readers) settled.push(await solver.settle());
  return {
    kept: selected.toSorted((a, b) => a - b),
    losses: meanLosses(settled),
    weights: readers.map(({ solver }) => solver.selected.fullWeights()),
  };
}

/** Every layer that makes some of the channels has one left. */
const mayStop = (selected: readonly number[], options: SelectionOptions): boolean =>
  setsWithout(selected, options).length === 0 &&
  (options.byHand?.keep ?? []).every((channel) => selected.includes(channel));

/** Eq 10: what is scored now is L(W^t), with the channels that joined since the blocks were even before. */
function hasSettled(joints: readonly number[], joined: number, { epsilon }: SelectionOptions): boolean {
  const [initial = 0] = joints;
  const [previous, current] = joints.slice(-2);
  if (epsilon === undefined || previous === undefined || current === undefined) return false;
  return adaptStops(initial, previous, current, epsilon, joined);
}

/** The input channels of a reader that are a channel of the group. */
const placesOf = (channel: number, channels: readonly number[]): number[] =>
  [...channels.keys()].filter((place) => channels[place] === channel);
