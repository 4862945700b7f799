/** A budget that was tried, and whether what came of it was good enough. */
export interface Tried {
  readonly budget: number;
  readonly isEnough: boolean;
}

interface Range {
  /** A budget that is not looked below. */
  readonly least: number;
  /** One that is known to be enough. */
  readonly most: number;
  /** The one to begin with. */
  readonly first: number;
}

/** Budgets that differ by a smaller ratio are not worth another try. */
const fineness = 1.05;

/**
 * The budget to try next for the smallest that is enough, by bisection in its logarithm; undefined once it is found. Until one
 * was too small, the search goes as far below the first as that is below all.
 */
export function nextBudget({ least, most, first }: Range, tried: readonly Tried[]): number | undefined {
  if (tried.length === 0) return Math.min(most, Math.max(least, first));
  const enough = tried.filter(({ isEnough }) => isEnough).map(({ budget }) => budget);
  const short = tried.filter(({ isEnough }) => !isEnough).map(({ budget }) => budget);
  const high = Math.min(most, ...enough);
  const low = short.length > 0 ? Math.max(...short) : Math.max(least, first ** 2 / most);
  return high / low < fineness ? undefined : Math.sqrt(high * low);
}
