import { readRows } from '../../comparison/readRows';
import type { Row } from '../../comparison/row';
import { base } from '../../store/besidePage';

let rows: Promise<Row[]> | undefined;

/** Runs that were measured before and lie beside the page; none if they do not. */
export function bundledRows(): Promise<Row[]> {
  rows ??= fetch(new URL('runs/comparison.json', base))
    .then(async (response) => (response.ok ? readRows(await response.json()) : []))
    .catch(() => []);
  return rows;
}
