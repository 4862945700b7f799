/** At most `count` of the items, evenly chosen, the first and the last among them. */
export function thinned<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, place) => items[Math.round((place * (items.length - 1)) / (count - 1))]!);
}
