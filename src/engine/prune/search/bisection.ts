import { type Widths, widestWithin } from '../../widths/allocation';

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

/** Looks for the widest of some widths that is good enough, by bisection in the logarithm of its cost; the narrowest is. */
export class WidestBisection {
  /** The widest so far. */
  found: Widths;
  /** A cost that is too much. */
  private above: number;

  /** @param widths each narrower than the one before */
  constructor(private readonly widths: readonly [Widths, ...Widths[]]) {
    this.found = widths.at(-1) ?? widths[0];
    this.above = widths[0].cost;
  }

  /** Those to try next. */
  get middle(): Widths {
    return widestWithin(this.widths, Math.sqrt(this.found.cost * this.above)) ?? this.found;
  }

  /** @param isEnough what came of the middle */
  tell(isEnough: boolean): void {
    const { middle } = this;
    if (isEnough) this.found = middle;
    else this.above = middle.cost;
  }
}
