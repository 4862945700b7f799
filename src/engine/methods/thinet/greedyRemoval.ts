import { channelsWith } from '../../channels/blocks';
import { keptSets, type PrunableGroup } from '../../channels/prunableGroups';
import type { Contributions } from '../../layerwise/contributions';
import type { Choice } from '../reconstructing';

/**
 * Algorithm 1 of Luo et al. 2017: to the set T of channels that go, the one is added with which ||sum over T of Z_k||^2 is
 * least (Eq 6), until so many stay. The paper samples some positions of the outputs, here all of them count. The last
 * channel of a layer that makes some stays; so do channels that are kept by hand, and those that are removed by hand go first.
 * Of several blocks those lose the next one that have the most.
 *
 * @returns as scores, Eq 6 once the channel has gone; of those that stay, if it went next
 */
export function greedyRemoval(
  { products, channels }: Pick<Contributions, 'products' | 'channels'>,
  { group, byHand }: PrunableGroup,
  count: number,
): Choice {
  const staying = new Set(Array(channels).keys());
  const sets = keptSets(group);
  const isLast = (channel: number): boolean =>
    sets.some((set) => set.includes(channel) && set.filter((other) => staying.has(other)).length === 1);
  const product = (one: number, other: number): number => products[one * channels + other]!;
  /** ||sum over T||^2 with each channel in T. */
  const scores = Array.from({ length: channels }, (_, channel) => product(channel, channel));
  let before = 0;
  while (staying.size > count) {
    const even = channelsWith('most', group.blocks, [...staying]);
    const open = [...staying].filter(
      (channel) => even.has(channel) && !isLast(channel) && !byHand?.keep.includes(channel),
    );
    const condemned = open.filter((channel) => byHand?.remove.includes(channel));
    const going = leastOf(scores, condemned.length > 0 ? condemned : open);
    staying.delete(going);
    const error = scores[going]!;
    for (const channel of staying) scores[channel]! += error - before + 2 * product(going, channel);
    before = error;
  }
  return { kept: [...staying].sort((a, b) => a - b), scores };
}

const leastOf = (scores: readonly number[], channels: readonly number[]): number =>
  channels.reduce((least, channel) => (scores[channel]! < scores[least]! ? channel : least));
