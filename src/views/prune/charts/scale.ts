/** From values to places on an axis. */
export type Scale = (value: number) => number;

/** @param from the values at the ends of the axis @param to the places of these ends */
export function linear([low, high]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const span = high - low || 1;
  return (value) => start + ((end - start) * (value - low)) / span;
}

/** Pixels that a plot of some width is high. */
export const plotHeight = (width: number): number => Math.min(260, Math.max(130, 0.42 * width));
