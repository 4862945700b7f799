/** Channels kept of `channels` at prune rate `rate`: c - floor(c r), at least one. */
export function keptCount(channels: number, rate: number): number {
  return Math.max(1, channels - Math.floor(channels * rate + 1e-9));
}

/** The next multiple of `multiple` that is no less than a count, but no more than all channels. */
export const roundedUp = (count: number, multiple: number, channels: number): number =>
  Math.min(channels, multiple * Math.ceil(count / multiple));
