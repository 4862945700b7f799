interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels to the side at which a mark may stand, the nearest first: few, so that the axis stays true. */
const offsets = [0, 6, -6, 12, -12];

/** The farthest of these. */
export const mostDodged = Math.max(...offsets);

/**
 * How far marks move to the side, in pixels, so as not to hide one another: no more than 12, and none that stands free. Where
 * there is no room for all, each takes the place that is farthest from its neighbours.
 *
 * @param size of a mark, in pixels
 * @returns in the order of the places; the same for the same place, in whatever order they come
 */
export function dodged(places: readonly Place[], size: number): number[] {
  const moved = new Map<Place, number>();
  const roomAt = (place: Place, offset: number): number =>
    Math.min(size, ...[...moved].map(([other, by]) => Math.hypot(place.x + offset - other.x - by, place.y - other.y)));
  for (const place of places.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const rooms = offsets.map((offset) => roomAt(place, offset));
    moved.set(place, offsets[rooms.indexOf(Math.max(...rooms))] ?? 0);
  }
  return places.map((place) => moved.get(place) ?? 0);
}
