import type { Measured, Report } from '../engine/run/events';
import type { Setup } from './setup';

/** What tells runs of a comparison apart. */
export interface Settings {
  readonly network: string;
  readonly method: string;
  /** Share of channels that it was to remove. */
  readonly rate: number;
  readonly seed: number;
  /** What else was set, of runs that are compared by that: `lambda 0.1`. */
  readonly variant?: string;
  /** Where the row is of the pruned network in fewer bits. */
  readonly compression?: Compression;
}

/** A way to store a network in fewer bits. */
export interface Compression {
  readonly id: string;
  /** That it was trained for with its rounded weights; absent where it was stored as it was. */
  readonly epochs?: number;
}

/** The ends of the middle half, in milliseconds. */
export interface Quartiles {
  readonly q1: number;
  readonly q3: number;
}

/** A run of a comparison; accuracies and gaps in points, times in seconds or milliseconds as they say. */
export interface Row extends Settings {
  readonly images: string;
  readonly testImages: number;
  /** Accuracies are shares of images without labels on which a network agrees with the unpruned one. */
  readonly isAgreement?: boolean;
  readonly baselineAccuracy: number;
  /** After the cut, before fine-tuning. */
  readonly selectedAccuracy: number;
  readonly accuracy: number;
  readonly accuracyLow: number;
  readonly accuracyHigh: number;
  /** How much more often it errs than the baseline, and the paired 95% interval of that. */
  readonly gap: number;
  readonly gapLow: number;
  readonly gapHigh: number;
  readonly params: number;
  /** NaN, as times are, of a network in fewer bits: none was measured. */
  readonly flops: number;
  /** As stored, of a method that leaves zeros; else of all weights as float32. */
  readonly bytes: number;
  readonly baselineParams: number;
  readonly baselineFlops: number;
  readonly baselineBytes: number;
  /** Median of one image, pruned and before. */
  readonly milliseconds: number;
  readonly baselineMilliseconds: number;
  /** The middle half of either; rows of earlier builds do not tell. */
  readonly quartiles?: { readonly baseline: Quartiles; readonly pruned: Quartiles };
  readonly selectionSeconds: number;
  readonly seconds: number;
  readonly backend: string;
  /** Its last training diverged, and left the network from before. */
  readonly isStopped?: boolean;
  /** Rows of earlier builds do not tell. */
  readonly setup?: Setup;
  /** Channels that each group keeps, by id. */
  readonly widths: Readonly<Record<string, number>>;
  /** That it has in the network as it came. */
  readonly baselineWidths: Readonly<Record<string, number>>;
  /** Which channels each group keeps, ascending. */
  readonly kept: Readonly<Record<string, readonly number[]>>;
}

/** @throws Error if the report is of a build that told no error gaps */
export function rowOf(settings: Settings, report: Report, setup?: Setup): Row {
  const { baseline, selected, pruned, latency, seconds } = report;
  if (!pruned.gap) throw new Error('a report without an error gap');
  const single = latency.find(({ images }) => images === 1);
  return {
    ...settings,
    images: report.dataset.name,
    testImages: pruned.images,
    ...(pruned.isAgreement ? { isAgreement: true } : {}),
    baselineAccuracy: 100 * baseline.accuracy,
    selectedAccuracy: 100 * selected.accuracy,
    accuracy: 100 * pruned.accuracy,
    accuracyLow: 100 * pruned.low,
    accuracyHigh: 100 * pruned.high,
    ...inPoints(pruned.gap),
    params: pruned.params,
    flops: pruned.flops,
    bytes: pruned.sparse?.storedBytes ?? pruned.bytes,
    baselineParams: baseline.params,
    baselineFlops: baseline.flops,
    baselineBytes: baseline.bytes,
    milliseconds: single?.pruned.median ?? Number.NaN,
    baselineMilliseconds: single?.baseline.median ?? Number.NaN,
    ...(single ? { quartiles: { baseline: quartilesOf(single.baseline), pruned: quartilesOf(single.pruned) } } : {}),
    selectionSeconds: (seconds.selection ?? 0) + (seconds.auxiliary ?? 0),
    seconds: secondsOf(report),
    backend: report.backend,
    ...(report.stopped ? { isStopped: true } : {}),
    ...(setup ? { setup } : {}),
    widths: Object.fromEntries(report.layers.map(({ name, kept }) => [name, kept.length])),
    baselineWidths: Object.fromEntries(report.layers.map(({ name, channels }) => [name, channels])),
    kept: Object.fromEntries(report.layers.map(({ name, kept }) => [name, kept])),
  };
}

const quartilesOf = ({ q1, q3 }: Quartiles): Quartiles => ({ q1, q3 });

/**
 * The pruned network of a run as it is stored in fewer bits, a row for each way. Its gap and the paired interval of that are from
 * the baseline. Reports of earlier builds tell of it from the pruned network alone: there the gaps of pruning and of storing are
 * added up, each with 97.5% intervals, which hold for the sum in 95% at the least (Bonferroni). It has no FLOPs and no times of
 * its own: these are NaN.
 */
export function compressedRowsOf(row: Row, { compressed = [] }: Report): Row[] {
  const { quartiles: _, ...own } = row;
  return compressed.map(({ id, epochs, stopped, measured, baselineGap, storedBytes }) => ({
    ...own,
    compression: { id, ...(epochs === undefined ? {} : { epochs }) },
    ...(stopped ? { isStopped: true } : {}),
    accuracy: 100 * measured.accuracy,
    accuracyLow: 100 * measured.low,
    accuracyHigh: 100 * measured.high,
    ...(baselineGap ? inPoints(baselineGap) : addedUp(row, measured.gap && inPoints(measured.gap))),
    bytes: storedBytes,
    ...notMeasured,
  }));
}

/** What a run measures of the network as float32 alone, and not of what it is stored as. */
const notMeasured = { flops: Number.NaN, milliseconds: Number.NaN, selectionSeconds: Number.NaN, seconds: Number.NaN };

type Gap = Pick<Row, 'gap' | 'gapLow' | 'gapHigh'>;

const inPoints = ({ gap, low, high }: NonNullable<Measured['gap']>): Gap => ({
  ...{ gap: 100 * gap, gapLow: 100 * low, gapHigh: 100 * high },
});

/** The normal distribution's quantile that leaves 97.5% between it and its mirror image, over that which leaves 95%. */
const wider = 2.241403 / 1.959964;

function addedUp(pruning: Gap, storing: Gap = { gap: 0, gapLow: 0, gapHigh: 0 }): Gap {
  const gap = pruning.gap + storing.gap;
  return {
    gap,
    gapLow: gap + wider * (pruning.gapLow + storing.gapLow - gap),
    gapHigh: gap + wider * (pruning.gapHigh + storing.gapHigh - gap),
  };
}

/** That a run has taken, in all phases. */
export const secondsOf = ({ seconds }: Pick<Report, 'seconds'>): number =>
  Object.values(seconds).reduce((sum, each) => sum + each, 0);
