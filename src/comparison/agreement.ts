/** Of one group of channels: what several selections have in common. */
export interface Agreement {
  /** How many of the selections keep each channel. */
  readonly keptBy: readonly number[];
  /** Channels that all keep, or none. */
  readonly agreed: number;
  /** How many there would be on average if each selection chose as many channels at random. */
  readonly byChance: number;
}

/**
 * @param selections the channels that each keeps, from 0, each once
 * @param channels of the group
 */
export function agreementOf(selections: ReadonlyArray<readonly number[]>, channels: number): Agreement {
  const keptBy = Array.from({ length: channels }, () => 0);
  for (const channel of selections.flat()) keptBy[channel]! += 1;
  const shareOf = (share: (kept: number) => number): number =>
    selections.reduce((product, { length }) => product * share(length / channels), 1);
  return {
    keptBy,
    agreed: keptBy.filter((count) => count === 0 || count === selections.length).length,
    byChance: channels * (shareOf((kept) => kept) + shareOf((kept) => 1 - kept)),
  };
}
