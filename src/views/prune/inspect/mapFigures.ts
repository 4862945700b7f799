/** What a map is, in figures. */
export interface MapFigures {
  readonly mean: number;
  readonly most: number;
  /** A share of its places. */
  readonly zero: number;
}

export function figuresOf(map: Float32Array): MapFigures {
  const count = Math.max(1, map.length);
  let [sum, zeros] = [0, 0];
  for (const value of map) {
    sum += value;
    if (value === 0) zeros++;
  }
  return { mean: sum / count, most: map.length === 0 ? 0 : rangeOf(map)[1], zero: zeros / count };
}

/** The least and the largest value. */
export function rangeOf(values: Float32Array): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** The square root of the sum of squares; of more values than a function takes arguments, too. */
export function normOf(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}
