/** What a map is, in figures. */
export interface MapFigures {
  readonly mean: number;
  readonly most: number;
  /** A share of its places. */
  readonly zero: number;
}

export function figuresOf(map: Float32Array): MapFigures {
  const count = Math.max(1, map.length);
  return {
    mean: map.reduce((sum, value) => sum + value, 0) / count,
    most: map.length === 0 ? 0 : Math.max(...map),
    zero: map.filter((value) => value === 0).length / count,
  };
}

/** The least and the largest value. */
export const rangeOf = (values: Float32Array): [low: number, high: number] =>
  values.reduce(
    ([low, high], value): [number, number] => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
