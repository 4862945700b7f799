import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale';
import { paretoFront } from './front';
import type { Row } from './row';
import { type Summary, summaryOf } from './summary';

export type SizeMeasure = 'flops' | 'params' | 'bytes' | 'milliseconds';

const unprunedSizes = {
  flops: 'baselineFlops',
  params: 'baselineParams',
  bytes: 'baselineBytes',
  milliseconds: 'baselineMilliseconds',
} as const satisfies Record<SizeMeasure, keyof Row>;

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

/** A picture's size in pixels, and the room around what is plotted. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a point stands, in pixels. */
export interface Mark<Plotted extends Point> {
  readonly point: Plotted;
  /** Of its method, in the order in which these come. */
  readonly method: number;
  readonly x: number;
  readonly y: number;
  /** Right after the cut. */
  readonly selectedY: number;
  /** The ends of what so many test images can tell. */
  readonly highY: number;
  readonly lowY: number;
  readonly seedsY: readonly number[];
}

export interface Chart<Plotted extends Point> {
  readonly x: ScaleLogarithmic<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly marks: ReadonlyArray<Mark<Plotted>>;
  readonly methods: readonly string[];
  /** The unpruned network, and the zone that so many test images cannot tell from it. */
  readonly unpruned: {
    readonly accuracy: number;
    readonly x: number;
    readonly y: number;
    readonly highY: number;
    readonly lowY: number;
  };
  /** Marks of the Pareto front, from small to large. */
  readonly front: ReadonlyArray<Mark<Plotted>>;
}

/** The most pixels between marks of points that are as large, and the fewest between the names of sizes. */
const [dodge, tickRoom] = [15, 44];

/**
 * Accuracy against size, by the means over seeds. Points that are as large stand side by side.
 *
 * @param points of one network, one or more, with a size
 */
export function chartOf<Plotted extends Point>(
  points: readonly Plotted[],
  measure: SizeMeasure,
  { width, height, left, right, top, bottom }: Frame,
): Chart<Plotted> {
  const rows = points.flatMap((point) => point.rows);
  const { baselineAccuracy: accuracy, [unprunedSizes[measure]]: whole } = rows[0]!;
  const sizeOf = ({ summary }: Point): number => summary[measure].mean;
  const sizes = [...points.map(sizeOf), whole];
  const apart = Math.min(dodge, (width - left - right) / (2 * points.length));
  const room = (apart * (points.length + 1)) / 2;
  const x = scaleLog([Math.min(...sizes), Math.max(...sizes)], [left + room, width - right - room]);
  const lows = rows.flatMap((row) => [row.accuracyLow, row.selectedAccuracy]);
  const y = scaleLinear([Math.min(...lows), Math.min(100, accuracy + 5)], [height - bottom, top])
    .nice()
    .clamp(true);
  const noise = Math.max(...points.map(({ summary }) => summary.gapMargin));
  const methods = [...new Set(rows.map(({ method }) => method))];
  const marks = points.map((point) => {
    const { accuracy: reached, selectedAccuracy, gapMargin, method } = point.summary;
    const at = x(sizeOf(point));
    const rivals = points.filter((rival) => Math.abs(x(sizeOf(rival)) - at) < apart);
    return {
      ...{ point, method: methods.indexOf(method) },
      ...{ x: at + apart * (rivals.indexOf(point) - (rivals.length - 1) / 2), y: y(reached.mean) },
      ...{ selectedY: y(selectedAccuracy.mean), highY: y(reached.mean + gapMargin), lowY: y(reached.mean - gapMargin) },
      seedsY: point.rows.map((row) => y(row.accuracy)),
    };
  });
  return {
    ...{ x, y, marks, methods, yTicks: y.ticks(6), xTicks: spaced(x.ticks(4), x) },
    unpruned: { accuracy, x: x(whole), y: y(accuracy), highY: y(accuracy + noise), lowY: y(accuracy - noise) },
    front: paretoFront(
      marks,
      ({ point }) => sizeOf(point),
      ({ point }) => point.summary.accuracy.mean,
    ),
  };
}

/** Those whose names do not run into each other. */
function spaced(ticks: readonly number[], x: (size: number) => number): number[] {
  const far: number[] = [];
  for (const tick of ticks) {
    const last = far.at(-1);
    if (last === undefined || x(tick) - x(last) >= tickRoom) far.push(tick);
  }
  return far;
}
