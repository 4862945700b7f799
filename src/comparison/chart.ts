import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale';
import { dodged } from './dodge';
import { paretoFront } from './front';
import { inOrder } from './marks';
import type { Point } from './points';
import type { Row } from './row';
import { type SizeMeasure, sizeOf, unprunedSizeOf } from './size';

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
  /** Its size, but for a few pixels where it would hide another. */
  readonly x: number;
  readonly y: number;
  /** It stands at the foot of the plot: its accuracy is below the axis. */
  readonly isBelow: boolean;
  /**
   * Right after the cut; at the foot of the plot where that is below the axis. Absent of a network in fewer bits: the one that it
   * was made of shows it.
   */
  readonly cut?: { readonly y: number; readonly isBelow: boolean };
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
  /** The accuracy at which the axis begins, in percent. */
  readonly floor: number;
  readonly marks: ReadonlyArray<Mark<Plotted>>;
  readonly methods: readonly string[];
  /** The unpruned network, on average over the seeds of the first point, and the zone that so many test images cannot tell from it. */
  readonly unpruned: {
    readonly accuracy: number;
    readonly x: number;
    readonly y: number;
    readonly highY: number;
    readonly lowY: number;
  };
  /** All runs are of one unpruned network, as far as its accuracy tells; else each mark has one of its own. */
  readonly hasOneBaseline: boolean;
  /** Marks of the Pareto front, from small to large. */
  readonly front: ReadonlyArray<Mark<Plotted>>;
}

/** Pixels: of a mark, between marks and the plot's sides, and between the names of sizes. */
const [markSize, side, tickRoom] = [12, 22, 44];

/**
 * Accuracy against size, by the means over seeds.
 *
 * @param points of one network, one or more, with a size
 */
export function chartOf<Plotted extends Point>(
  points: readonly Plotted[],
  measure: SizeMeasure,
  { width, height, left, right, top, bottom }: Frame,
): Chart<Plotted> {
  const rows = points.flatMap((point) => point.rows);
  const accuracy = points[0]!.summary.baselineAccuracy.mean;
  const whole = unprunedSizeOf(rows[0]!, measure);
  const sizes = [...points.map((point) => sizeOf(point, measure)), whole];
  const x = scaleLog([Math.min(...sizes), Math.max(...sizes)], [left + side, width - right - side]);
  const y = scaleLinear(accuraciesShown(rows), [height - bottom, top])
    .nice()
    .clamp(true);
  const [floor = 0] = y.domain();
  const noise = Math.max(...points.map(({ summary }) => summary.gapMargin));
  const places = points.map((point) => ({ x: x(sizeOf(point, measure)), y: y(point.summary.accuracy.mean) }));
  const moved = dodged(places, markSize);
  const marks = points.map((point, index) => {
    const { accuracy: reached, selectedAccuracy, gapMargin, compression } = point.summary;
    const place = places[index]!;
    return {
      ...{ point, x: place.x + moved[index]!, y: place.y, isBelow: reached.mean < floor },
      ...(compression ? {} : { cut: { y: y(selectedAccuracy.mean), isBelow: selectedAccuracy.mean < floor } }),
      ...{ highY: y(reached.mean + gapMargin), lowY: y(reached.mean - gapMargin) },
      seedsY: point.rows.map((row) => y(row.accuracy)),
    };
  });
  return {
    ...{ x, y, floor, marks, methods: inOrder(rows.map(({ method }) => method)) },
    ...{ yTicks: y.ticks(6), xTicks: spaced(x.ticks(4), x) },
    unpruned: { accuracy, x: x(whole), y: y(accuracy), highY: y(accuracy + noise), lowY: y(accuracy - noise) },
    hasOneBaseline: isOne(rows.map(({ baselineAccuracy }) => baselineAccuracy)),
    front: paretoFront(
      marks,
      ({ point }) => sizeOf(point, measure),
      ({ point }) => point.summary.accuracy.mean,
    ),
  };
}

/** Accuracies of one network by several backends may be an image of a thousand apart. */
const isOne = (accuracies: readonly number[]): boolean => Math.max(...accuracies) - Math.min(...accuracies) < 0.11;

/**
 * Of the axis, in percent: of all networks as they came and as they are in the end, with the intervals of the latter, but those
 * five times as far below its top as half of all are: from fresh weights and few images they would squeeze all others together.
 * What they were right after the cut is shown where it is half of the unpruned accuracy or more and makes the axis at most twice as long:
 * a network that all but guesses would squeeze all others together.
 */
function accuraciesShown(rows: readonly Row[]): [least: number, most: number] {
  const most = Math.min(100, Math.max(...rows.flatMap((row) => [row.baselineAccuracy + 5, row.accuracyHigh])));
  const lows = rows.map(({ accuracyLow }) => accuracyLow).toSorted((a, b) => a - b);
  const farthest = most - 5 * (most - lows[Math.floor(lows.length / 2)]!);
  const least = Math.min(
    ...lows.filter((low) => low >= farthest),
    ...rows.map(({ baselineAccuracy }) => baselineAccuracy),
  );
  const selected = rows
    .filter((row) => row.selectedAccuracy >= Math.max(2 * least - most, row.baselineAccuracy / 2))
    .map(({ selectedAccuracy }) => selectedAccuracy);
  return [Math.min(least, ...selected), most];
}

/** Those whose names do not run into each other: decades before 2 and 5 of them, and these before others. */
function spaced(ticks: readonly number[], x: (size: number) => number): number[] {
  const far: number[] = [];
  for (const tick of ticks.toSorted((a, b) => rankOf(a) - rankOf(b)))
    if (far.every((other) => Math.abs(x(tick) - x(other)) >= tickRoom)) far.push(tick);
  return far.sort((a, b) => a - b);
}

function rankOf(tick: number): number {
  const digit = Number(tick.toExponential(0).charAt(0));
  if (digit === 1) return 0;
  return digit === 2 || digit === 5 ? 1 : 2;
}
