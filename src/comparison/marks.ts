import { symbol } from 'd3-shape';
import type { methodWords } from '../words/fields';
import { outlines } from './outlines';

/** On white, and on dark. Told apart by the colour-blind (Okabe and Ito, 2008). */
const colours = {
  blue: ['#0072b2', '#4db4f0'],
  orange: ['#d55e00', '#ff8a3d'],
  green: ['#009e73', '#2fcf9f'],
  pink: ['#cc79a7', '#e8a3c9'],
  sky: ['#3a9bd0', '#8fd0f5'],
  ochre: ['#b07800', '#e6b045'],
  grey: ['#6b6b6b', '#b0b0b0'],
} as const;

type Mark = readonly [outline: keyof typeof outlines, colour: keyof typeof colours];

/** A method has one mark, whatever it is drawn beside. */
const marks: Readonly<Record<string, Mark>> = {
  dcp: ['circle', 'blue'],
  'dcp-adapt': ['star', 'blue'],
  random: ['up', 'orange'],
  l1: ['square', 'green'],
  l2: ['diamond', 'pink'],
  fpgm: ['plus', 'sky'],
  apoz: ['hourglass', 'ochre'],
  taylor: ['wye', 'orange'],
  thinet: ['down', 'green'],
  cp: ['saltire', 'pink'],
  slimming: ['bowtie', 'ochre'],
  wm: ['left', 'sky'],
  'wm-plus': ['right', 'blue'],
  dkp: ['bar', 'orange'],
  surgery: ['sparkle', 'green'],
} satisfies Record<keyof typeof methodWords, Mark>;

/** Of a method that this build does not know. */
const unknown: Mark = ['hexagon', 'grey'];

const markOf = (method: string): Mark => marks[method] ?? unknown;

/**
 * The outline of a method's mark around the origin, told apart from others without its colour.
 *
 * @param method by its id
 * @param area in square pixels
 */
export const shapeOf = (method: string, area = 64): string => symbol(outlines[markOf(method)[0]], area)() ?? '';

/** On white, and on dark. @param method by its id */
export const colourOf = (method: string): readonly [light: string, dark: string] => colours[markOf(method)[1]];

/** An arrow down to the origin, for what lies below an axis. */
export const belowAxis = 'M0 0L-4 -6H4Z';

const order = Object.keys(marks);

/** Methods each once, as legends list them: always in the same order, those that this build does not know last. */
export const inOrder = (methods: Iterable<string>): string[] => {
  const placeOf = (method: string): number => (order.includes(method) ? order.indexOf(method) : order.length);
  return [...new Set(methods)].toSorted((a, b) => placeOf(a) - placeOf(b));
};
