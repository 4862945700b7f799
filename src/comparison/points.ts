import type { Row } from './row';
import { groupOf, type Summary, summaryOf } from './summary';

/** Runs that differ in their seeds alone. */
export interface Point {
  readonly rows: readonly [Row, ...Row[]];
  readonly summary: Summary;
}

export const pointsOf = (rows: readonly Row[]): Point[] =>
  summaryOf(rows).flatMap((summary) => {
    const group = groupOf(summary);
    const [first, ...others] = rows.filter((row) => groupOf(row) === group);
    return first ? [{ rows: [first, ...others], summary }] : [];
  });
