import type { Point } from './points';
import type { Row } from './row';

export type SizeMeasure = 'flops' | 'params' | 'bytes' | 'milliseconds';

/** A network in fewer bits has bytes of its own, and nothing else. */
export const hasSize = ({ compression }: Pick<Row, 'compression'>, measure: SizeMeasure): boolean =>
  !compression || measure === 'bytes';

/**
 * How large a point is: multiply-adds, weights or bytes. Of time, which differs from machine to machine and from hour to hour,
 * the share that its networks take of what the unpruned one took in the same run.
 *
 * @returns the mean over its rows; NaN where it was not measured
 */
export const sizeOf = ({ rows, summary }: Point, measure: SizeMeasure): number =>
  measure === 'milliseconds' ? meanOf(rows.map(timeShareOf)) : summary[measure].mean;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const timeShareOf = ({ milliseconds, baselineMilliseconds }: Row): number => milliseconds / baselineMilliseconds;

/** The same of the network as it came. */
export function unprunedSizeOf(row: Row, measure: SizeMeasure): number {
  const { baselineFlops, baselineParams, baselineBytes } = row;
  return { flops: baselineFlops, params: baselineParams, bytes: baselineBytes, milliseconds: 1 }[measure];
}
