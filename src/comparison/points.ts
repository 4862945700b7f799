import type { Row } from './row';
import { type Summary, summaryOf } from './summary';

/** Runs that differ in their seeds alone. */
export interface Point {
  readonly rows: readonly [Row, ...Row[]];
  readonly summary: Summary;
}

export const pointsOf = (rows: readonly Row[]): Point[] =>
  summaryOf(rows).flatMap((summary) => {
    const [first, ...others] = rows.filter((row) => isOf(summary, row));
    return first ? [{ rows: [first, ...others], summary }] : [];
  });

const isOf = ({ network, method, rate, variant }: Summary, row: Row): boolean =>
  row.network === network && row.method === method && row.rate === rate && row.variant === variant;
