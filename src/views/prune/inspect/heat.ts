/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** From values to colours. */
export type ColourScale = (value: number) => Colour;

/** Evenly spaced; each is lighter than the one before, so that they are told apart without colour. */
const heatStops: readonly Colour[] = [
  [13, 20, 48],
  [27, 74, 122],
  [33, 137, 126],
  [125, 190, 84],
  [250, 242, 172],
];

const signStops: readonly Colour[] = [
  [20, 78, 156],
  [122, 172, 222],
  [247, 247, 247],
  [243, 164, 96],
  [170, 70, 6],
];

/** Maps of a layer: dark blue at `low`, pale yellow at `high`. */
export const heatScale = (low: number, high: number): ColourScale => between(heatStops, low, high);

/** Weights: blue below zero, white at zero, orange above. @param largest absolute value */
export const signScale = (largest: number): ColourScale => between(signStops, -largest, largest);

function between(stops: readonly Colour[], low: number, high: number): ColourScale {
  const last = stops.length - 1;
  const stopAt = (index: number): Colour => stops[Math.min(last, index)] ?? [0, 0, 0];
  return (value) => {
    const place = high > low ? (last * (Math.min(high, Math.max(low, value)) - low)) / (high - low) : 0;
    const index = Math.floor(place);
    return mixed(stopAt(index), stopAt(index + 1), place - index);
  };
}

function mixed(from: Colour, to: Colour, share: number): Colour {
  const part = (start: number, end: number): number => Math.round(start + share * (end - start));
  return [part(from[0], to[0]), part(from[1], to[1]), part(from[2], to[2])];
}
