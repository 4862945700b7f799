import { keptCount, roundedUp } from '../recipe/keptCount';
import type { ChannelGroup } from './channelGraph';
import { keptSets } from './prunableGroups';

/**
 * Channels a group keeps at a prune rate: no fewer than every layer that makes some of them needs, equally many of each of
 * its blocks, and a multiple of `multiple` where it has so many.
 */
export const groupKeeps = (group: ChannelGroup, rate: number, multiple = 1): number =>
  roundedUp(
    Math.max(keptCount(group.channels, rate), keptSets(group).length),
    multipleOf(group, multiple),
    group.channels,
  );

/** What a group's width must be a multiple of, for one of `multiple` with equally many channels of each block. */
export const multipleOf = ({ blocks }: ChannelGroup, multiple: number): number =>
  (multiple * blocks.length) / greatestDivisor(multiple, blocks.length);

/** Euclid's algorithm. */
const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
