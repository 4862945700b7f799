import type { Row } from './row';
import { widthsIn } from './summary';

/**
 * Rows as CSV (RFC 4180), the names of the columns first: settings, measurements, how the run was made; widths as
 * `conv2:2 conv3:3`, channels as `conv2:0+3 conv3:1+2+5`, and whether the widths are those of the first row of the same
 * network, rate and variant. What was not measured is empty.
 */
export function csvOf(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const hasEqualWidths = widthsIn(rows);
  const flat = rows.map((row) => flattened(row, hasEqualWidths(row)));
  const columns = [...new Set(flat.flatMap((cells) => Object.keys(cells)))];
  const lines = [columns, ...flat.map((cells) => columns.map((column) => cellOf(cells[column])))];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/** Rows as JSON, which `readRows` reads. */
export const jsonOf = (rows: readonly Row[]): string =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === 'number' ? withoutNoise(value) : value), 2);

type Cell = string | number | Row['widths'] | Row['kept'] | undefined;

function flattened(row: Row, hasEqualWidths: boolean): Readonly<Record<string, Cell>> {
  const { compression, isAgreement, isStopped, setup, quartiles, widths, baselineWidths, kept, ...values } = row;
  return {
    ...values,
    ...(compression && { compression: compression.id, compressionEpochs: compression.epochs ?? 0 }),
    ...(isAgreement && { isAgreement: 'true' }),
    ...(isStopped && { isStopped: 'true' }),
    ...(quartiles && {
      ...{ millisecondsQ1: quartiles.pruned.q1, millisecondsQ3: quartiles.pruned.q3 },
      ...{ baselineMillisecondsQ1: quartiles.baseline.q1, baselineMillisecondsQ3: quartiles.baseline.q3 },
    }),
    ...setup,
    ...{ widths, baselineWidths, kept, hasEqualWidths: String(hasEqualWidths) },
  };
}

function cellOf(value: Cell): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(withoutNoise(value));
  if (typeof value !== 'object') return value ?? '';
  return Object.entries(value)
    .map(([name, value]) => `${name}:${typeof value === 'number' ? value : value.join('+')}`)
    .join(' ');
}

/** Digits that a measurement may have; what is beyond comes of counting in binary fractions. */
const digits = 10;

/** A number as it would be written by hand: 82.7 for 82.69999999999999. */
const withoutNoise = (value: number): number => Number(value.toPrecision(digits));

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
