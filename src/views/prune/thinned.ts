import type { AppendOnly } from '../../runs/appendOnly';

/** At most `count` of the items, evenly chosen, the first and the last among them. */
export function thinned<Item>(items: AppendOnly<Item>, count: number): Item[] {
  if (items.length <= count) return [...items];
  const spacing = (items.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, place) => items.at(Math.round(place * spacing))!);
}
