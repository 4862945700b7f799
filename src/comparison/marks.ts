import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';

const symbols = [symbolCircle, symbolTriangle, symbolSquare, symbolDiamond, symbolCross, symbolStar, symbolWye];

/** On white, and on dark. Told apart by the colour-blind (Okabe and Ito, 2008). */
const colours = [
  ['#0072b2', '#4db4f0'],
  ['#d55e00', '#ff8a3d'],
  ['#009e73', '#2fcf9f'],
  ['#cc79a7', '#e8a3c9'],
  ['#3a9bd0', '#8fd0f5'],
  ['#b07800', '#e6b045'],
] as const;

/**
 * The outline of a method's mark around the origin, told apart from others without its colour.
 *
 * @param index of the method
 * @param area in square pixels
 */
export const shapeOf = (index: number, area = 64): string => symbol(symbols[index % symbols.length], area)() ?? '';

export const colourOf = (index: number): (typeof colours)[number] => colours[index % colours.length]!;
