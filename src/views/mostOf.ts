/** The largest value, or `least`; of more values than a function takes arguments, as a long training has, too. */
export const mostOf = (values: readonly number[], least: number): number =>
  values.reduce((most, value) => Math.max(most, value), least);
