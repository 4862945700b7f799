/** Of some values: the mean and the ends. */
export interface Spread {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

/** @param values one or more */
export const spreadOf = (values: readonly number[]): Spread => ({
  mean: values.reduce((sum, value) => sum + value / values.length, 0),
  least: Math.min(...values),
  most: Math.max(...values),
});
