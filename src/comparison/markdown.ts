import { tellTrainedFor } from '../words/compressions';
import { tellMethod } from '../words/fields';
import type { Spread } from './spread';
import type { Summary } from './summary';

const columns: ReadonlyArray<readonly [string, (row: Summary) => string]> = [
  ['network', ({ network }) => network],
  ['method', ({ method }) => tellMethod(method)],
  [
    'rate',
    ({ rate, variant, compression }) =>
      [rate, variant ?? [], compression ? tellTrainedFor(compression) : []].flat().join(', '),
  ],
  ['seeds', ({ seeds, stopped }) => (stopped > 0 ? `${seeds}, ${stopped} ended early` : String(seeds))],
  ['parameters', ({ params, hasEqualWidths }) => `${params.mean.toFixed(0)}${hasEqualWidths ? '' : ', other widths'}`],
  ['FLOPs', ({ flops }) => told(flops, (mean) => mean.toPrecision(3))],
  ['kB', ({ bytes }) => (bytes.mean / 1000).toFixed(0)],
  ['test images', ({ testImages }) => String(testImages)],
  ['unpruned, %', ({ baselineAccuracy }) => tellSpread(baselineAccuracy, 1)],
  ['after the cut, %', ({ selectedAccuracy }) => tellSpread(selectedAccuracy, 1)],
  ['fine-tuned, %', ({ accuracy, accuracyMargin }) => `${tellSpread(accuracy, 1)} ± ${accuracyMargin.toFixed(1)}`],
  ['error gap, points', ({ gap, gapMargin }) => `${tellSpread(gap, 1)} ± ${gapMargin.toFixed(1)}`],
  ['ms an image', ({ milliseconds }) => told(milliseconds, (mean) => mean.toFixed(2))],
  ['seconds', ({ seconds }) => told(seconds, (mean) => mean.toFixed(0))],
  ['choosing, seconds', ({ selectionSeconds }) => told(selectionSeconds, (mean) => mean.toFixed(0))],
];

/** A mean; nothing where none was measured. */
const told = ({ mean }: Spread, format: (mean: number) => string): string => (Number.isNaN(mean) ? '' : format(mean));

/** A summary as a table in Markdown: means, with the ends over the seeds in brackets, ± what so many test images can tell of one run. */
export function markdownOf(summary: readonly Summary[]): string {
  const rows = [columns.map(([head]) => head), columns.map(() => '---')];
  for (const row of summary) rows.push(columns.map(([, cellOf]) => cellOf(row)));
  return rows.map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
}

/** A cell whose text does not end it. */
const escaped = (cell: string): string => cell.replaceAll('|', '\\|');

/** A mean, and where they differ the ends over the seeds. */
export const tellSpread = ({ mean, least, most }: Spread, digits: number): string =>
  least === most
    ? mean.toFixed(digits)
    : `${mean.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
