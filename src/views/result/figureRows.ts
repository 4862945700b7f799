import { isBeyondFlops } from '../../comparison/speed';
import type { Measured, Report } from '../../engine/run/events';
import { latencyBatches, type Spread, speedOf } from '../../runs/report';
import type { RunState } from '../../runs/state';
import { signedPoints, tellGapRange, tellImages, tellRuns } from '../../words/figures';
import { formatWhole } from '../../words/numbers';
import { resultTexts, resultWords, sizeRows, tellTimes } from '../../words/resultView';
import type { TermName } from '../../words/terms';
import { fill } from '../../words/text';
import { formatBytes, formatCount, formatInterval, formatMilliseconds, formatPercent } from '../format';

/** A figure, and below it how sure it is. */
export interface Figure {
  readonly value: string;
  readonly range?: string;
}

/** What a run is measured by. */
export interface FigureRow {
  readonly term: TermName;
  readonly name: string;
  /** Of how many images, in what unit. */
  readonly below?: string;
  /** Of the baseline, and of the selected and the pruned network. */
  readonly figures: ReadonlyArray<Figure | undefined>;
  readonly change?: string | undefined;
}

/** The figures of a run; those that it has not told are absent. */
export function figureRows({ measured, latency, trainsScratch }: RunState): FigureRow[] {
  const { baseline, selected, pruned, scratch } = measured;
  const networks = [baseline, selected, pruned];
  const accuracy: FigureRow = {
    ...(baseline?.isAgreement
      ? ({ term: 'agreement', name: resultWords.agreement } as const)
      : ({ term: 'accuracy', name: resultWords.accuracy } as const)),
    below: baseline ? fill(resultTexts.images, { images: formatWhole(baseline.images) }) : '\u00a0',
    figures: networks.map(accuracyOf),
  };
  const gap: FigureRow = {
    ...{ term: 'errorGap', name: resultWords['error-gap'], below: resultWords.points },
    figures: [undefined, gapOf(selected), gapOf(pruned)],
  };
  const fromScratch: FigureRow = {
    ...{ term: 'scratch', name: resultWords.scratch, below: resultWords['same-widths'] },
    figures: [undefined, undefined, accuracyOf(scratch)],
    change: scratch?.gap && fill(resultTexts.gap, { points: signedPoints(scratch.gap.gap) }),
  };
  const ofSizes = sizes.map(
    ({ name, term, of, format, less }): FigureRow => ({
      ...{ term, name: sizeRows[name] },
      figures: networks.map((each) => each && { value: format(of(each)) }),
      change: baseline && pruned && timesLess(of(baseline) / of(pruned), less),
    }),
  );
  const timesFewer = baseline && pruned ? baseline.flops / pruned.flops : Number.POSITIVE_INFINITY;
  return [
    ...[accuracy, gap, ...(trainsScratch ? [fromScratch] : []), ...ofSizes, ...sparseRows(networks)],
    latencyRow(
      latencyBatches[0],
      latency.find(({ images }) => images === 1),
      timesFewer,
    ),
    latencyRow(
      latencyBatches[1],
      latency.find(({ images }) => images > 1),
      timesFewer,
    ),
  ];
}

interface Size {
  readonly name: keyof typeof sizeRows;
  readonly term: TermName;
  readonly less: 'fewer' | 'smaller';
  of(measured: Measured): number;
  format(value: number): string;
}

const sizes: readonly Size[] = [
  { name: 'parameters', term: 'parameters', less: 'fewer', of: ({ params }) => params, format: formatCount },
  { name: 'flops', term: 'flops', less: 'fewer', of: ({ flops }) => flops, format: formatCount },
  { name: 'size', term: 'size', less: 'smaller', of: ({ bytes }) => bytes, format: formatBytes },
];

/** Of methods that leave channels alone. */
function sparseRows(networks: ReadonlyArray<Measured | undefined>): FigureRow[] {
  const pruned = networks.at(-1);
  if (!pruned?.sparse) return [];
  return [
    {
      ...{ term: 'keptWeights', name: resultWords['weights-not-zero'] },
      figures: networks.map((each) => each?.sparse && { value: formatCount(each.sparse.weights) }),
      change: timesLess(pruned.params / pruned.sparse.weights, 'fewer'),
    },
    {
      ...{ term: 'storedSize', name: resultWords['size-as-stored'] },
      figures: networks.map((each) => each?.sparse && { value: formatBytes(each.sparse.storedBytes) }),
      change: timesLess(pruned.bytes / pruned.sparse.storedBytes, 'smaller'),
    },
  ];
}

const latencyRow = (images: number, told: Report['latency'][number] | undefined, timesFewer: number): FigureRow => ({
  ...{ term: 'latency', name: resultWords.latency, below: told ? tellRuns(told) : tellImages(images) },
  figures: told ? [spreadOf(told.baseline), undefined, spreadOf(told.pruned)] : [],
  change: told && speedup(told.baseline, told.pruned, timesFewer),
});

const accuracyOf = (measured: Measured | undefined): Figure | undefined =>
  measured && { value: formatPercent(measured.accuracy), range: formatInterval(measured) };

const gapOf = (measured: Measured | undefined): Figure | undefined =>
  measured?.gap && { value: signedPoints(measured.gap.gap), range: tellGapRange(measured.gap) };

const spreadOf = ({ median, q1, q3 }: Spread): Figure => ({
  value: formatMilliseconds(median),
  range: `${q1.toFixed(1)}–${q3.toFixed(1)}`,
});

const timesLess = (ratio: number, less: Size['less']): string =>
  ratio === 1 ? resultWords.same : tellTimes(ratio, less);

/** Medians of which one is at most so many times the other are alike. */
const alike = 1.05;

/** @param timesFewer FLOPs than the baseline's */
function speedup(baseline: Spread, pruned: Spread, timesFewer: number): string {
  const speed = speedOf(baseline, pruned);
  const ratio = baseline.median / pruned.median;
  if (speed === 'same') return resultWords[Math.max(ratio, 1 / ratio) <= alike ? 'no-difference' : 'noisy'];
  if (isBeyondFlops(ratio, timesFewer)) return resultWords.busy;
  return tellTimes(speed === 'faster' ? ratio : 1 / ratio, speed);
}
