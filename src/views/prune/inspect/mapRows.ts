import type { FeatureMaps } from '../../../engine/inspect/featureMaps';
import type { mapRows } from '../../../words/inspecting';
import type { Cell } from '../../cells/cells';
import { pictureAt } from './drawPictures';
import { figuresOf } from './mapFigures';

/** Channels of which the same has become. */
export interface MapRow {
  readonly row: keyof typeof mapRows;
  readonly channels: readonly number[];
}

/** A layer's channels, those that are kept first; a row without channels is none, but that of the kept. */
export function rowsOf(cells: readonly Cell[]): MapRow[] {
  const among = (...wanted: Cell[]) => [...cells.keys()].filter((channel) => wanted.includes(cells[channel]!));
  const rows: MapRow[] = [
    { row: 'kept', channels: among('kept', 'joining') },
    { row: 'removed', channels: among('removed') },
    { row: 'undecided', channels: among('undecided') },
  ];
  return rows.filter(({ row, channels }) => channels.length > 0 || row === 'kept');
}

/** What the maps of some channels are, in figures. */
export interface RowFigures {
  readonly mean: number;
  /** Channels that are zero everywhere. */
  readonly silent: number;
}

/** Of channels that have maps. */
export function rowFigures(maps: FeatureMaps, channels: readonly number[]): RowFigures {
  const figures = channels
    .map((channel) => maps.channels.indexOf(channel))
    .filter((index) => index >= 0)
    .map((index) => figuresOf(pictureAt(maps, index)));
  const sum = figures.reduce((total, { mean }) => total + mean, 0);
  return { mean: sum / Math.max(1, figures.length), silent: figures.filter(({ zero }) => zero === 1).length };
}
