import { hasSize, type SizeMeasure, sizeOf } from '../../comparison/size';
import { speedOf } from '../../comparison/speed';
import type { Entry } from './entries';

/** Every run of an entry says whether it is faster. */
const isTold = ({ rows }: Entry): boolean =>
  rows.every((row) => {
    const speed = speedOf(row);
    return speed === 'faster' || speed === 'slower';
  });

const isTimed = (entry: Entry): boolean => entry.isTimedHere === true && Number.isFinite(sizeOf(entry, 'milliseconds'));

/** Entries that a picture by some measure shows: by time those that were measured on this machine, and well enough. */
export function shownBy(measure: SizeMeasure, entries: readonly Entry[]): Entry[] {
  if (measure === 'milliseconds') return entries.filter((entry) => isTimed(entry) && isTold(entry));
  return entries.filter(({ summary }) => hasSize(summary, measure));
}

/** Entries of this machine whose times do not say whether they are faster, or cannot be right. */
export const timedInVain = (entries: readonly Entry[]): Entry[] =>
  entries.filter((entry) => isTimed(entry) && !isTold(entry));
