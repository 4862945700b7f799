/** The middle half of some values. */
export interface Spread {
  median: number;
  q1: number;
  q3: number;
}

/** Median and quartiles, between neighbours in proportion. @param values one or more */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place % 1);
  };
  return { median: at(0.5), q1: at(0.25), q3: at(0.75) };
}

/** Whether the middle halves lie apart: only then is one smaller than the other. */
export const isApart = (a: Spread, b: Spread): boolean => a.q3 < b.q1 || b.q3 < a.q1;

/** Whether the second of two networks is faster than the first, by times whose middle halves lie apart. */
export function speedOf(baseline: Spread, pruned: Spread): 'faster' | 'slower' | 'same' {
  if (!isApart(baseline, pruned)) return 'same';
  return pruned.median < baseline.median ? 'faster' : 'slower';
}
