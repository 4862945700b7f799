import type { Row } from './row';

/** Rows as CSV (RFC 4180), the names of the columns first; widths as `conv2:2 conv3:3`, channels as `conv2:0+3 conv3:1+2+5`. */
export function csvOf(rows: readonly Row[]): string {
  const [first] = rows;
  if (!first) return '';
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))] as Array<keyof Row>;
  const lines = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function cellOf(value: Row[keyof Row]): string {
  if (typeof value !== 'object') return value === undefined ? '' : String(value);
  return Object.entries(value)
    .map(([name, value]) => `${name}:${typeof value === 'number' ? value : value.join('+')}`)
    .join(' ');
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
