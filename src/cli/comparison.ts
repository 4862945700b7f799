import type { Report } from '../engine/run/events';

/** A run, and the same one by another checkout. */
export interface Comparison {
  readonly model: string;
  readonly method: string;
  readonly rate: string;
  readonly seed: string;
  readonly report: Measurements;
  readonly beside?: Measurements;
}

type Accuracy = Pick<Report['baseline'], 'accuracy'>;

interface Measurements {
  readonly baseline: Accuracy;
  readonly selected: Accuracy;
  readonly pruned: Accuracy & { readonly params: number; readonly flops: number };
  readonly seconds: Readonly<Record<string, number>>;
}

/** Of one network, method and rate over its seeds; accuracies and gaps in points. */
export interface Summary {
  readonly model: string;
  readonly method: string;
  readonly rate: string;
  readonly seeds: number;
  readonly params: Spread;
  readonly flops: Spread;
  readonly selected: Spread;
  readonly gap: Spread;
  readonly seconds: Spread;
  /** The other checkout's error gap. */
  readonly besideGap?: Spread;
  /** Seconds over the other checkout's, run by run. */
  readonly ratio?: Spread;
}

export interface Spread {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

/** One row for each network, method and rate, in the order in which they come. */
export function summaryOf(comparisons: readonly Comparison[]): Summary[] {
  const rows = new Map<string, Comparison[]>();
  for (const run of comparisons) {
    const key = [run.model, run.method, run.rate].join(' ');
    rows.set(key, [...(rows.get(key) ?? []), run]);
  }
  return [...rows.values()].map((runs) => {
    const [{ model, method, rate }] = runs as [Comparison, ...Comparison[]];
    const spread = (of: (run: Comparison) => number) => spreadOf(runs.map(of));
    const besides = runs.flatMap(({ report, beside }) => (beside ? [{ report, beside }] : []));
    return {
      ...{ model, method, rate, seeds: runs.length },
      params: spread(({ report }) => report.pruned.params),
      flops: spread(({ report }) => report.pruned.flops),
      selected: spread(({ report }) => 100 * report.selected.accuracy),
      gap: spread(({ report }) => gapOf(report)),
      seconds: spread(({ report }) => secondsOf(report)),
      ...(besides.length === 0
        ? {}
        : {
            besideGap: spreadOf(besides.map(({ beside }) => gapOf(beside))),
            ratio: spreadOf(besides.map(({ report, beside }) => secondsOf(report) / secondsOf(beside))),
          }),
    };
  });
}

const gapOf = ({ baseline, pruned }: Measurements): number => 100 * (baseline.accuracy - pruned.accuracy);

const secondsOf = ({ seconds }: Measurements): number => Object.values(seconds).reduce((sum, each) => sum + each, 0);

const spreadOf = (values: readonly number[]): Spread => ({
  mean: values.reduce((sum, value) => sum + value / values.length, 0),
  least: Math.min(...values),
  most: Math.max(...values),
});

/** The summary as a table in Markdown. */
export function tableOf(summary: readonly Summary[]): string {
  const told = ({ mean, least, most }: Spread, digits: number) =>
    `${mean.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
  const rows = summary.map((row) => [
    ...[row.model, row.method, row.rate, String(row.seeds), row.params.mean.toFixed(0), row.flops.mean.toPrecision(3)],
    ...[told(row.selected, 1), told(row.gap, 1), row.besideGap ? told(row.besideGap, 1) : ''],
    ...[told(row.seconds, 0), row.ratio ? told(row.ratio, 2) : ''],
  ]);
  const heads = [
    ...['network', 'method', 'rate', 'seeds', 'parameters', 'FLOPs', 'after the cut, %', 'error gap, points'],
    ...['gap beside', 'seconds', 'ratio'],
  ];
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
