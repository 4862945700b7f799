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

/** Channels kept of `channels` at prune rate `rate`: c - floor(c r), at least one. */
export function keptCount(channels: number, rate: number): number {
  return Math.max(1, channels - Math.floor(channels * rate + 1e-9));
}

/** The next multiple of `multiple` that is no less than a count, but no more than all channels. */
export const roundedUp = (count: number, multiple: number, channels: number): number =>
  Math.min(channels, multiple * Math.ceil(count / multiple));
