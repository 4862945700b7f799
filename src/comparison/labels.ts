/** A line of text that begins at `x`, and its middle at `y`, in pixels. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Pixels from one line to the next. */
const line = 11;

/**
 * Where labels stand so that none hides another, those above first: each as high as it wants to be or below those before that
 * it would hide, and no lower than the foot, from which they are stacked upwards where they are too many.
 *
 * @returns the height of each, in the order of the labels
 */
export function stacked(labels: readonly Label[], foot: number): number[] {
  const heights = labels.map(({ y }) => y);
  const order = [...labels.keys()].toSorted((a, b) => labels[a]!.y - labels[b]!.y);
  const settle = (places: readonly number[], sense: 1 | -1): void => {
    for (const [turn, place] of places.entries())
      for (const before of places.slice(0, turn))
        if (areBeside(labels[place]!, labels[before]!))
          heights[place] = sense * Math.max(sense * heights[place]!, sense * heights[before]! + line);
  };
  settle(order, 1);
  for (const place of order) heights[place] = Math.min(heights[place]!, foot);
  settle(order.toReversed(), -1);
  return heights;
}

const areBeside = (one: Label, other: Label): boolean => one.x < other.x + other.width && other.x < one.x + one.width;
