import type { ImageShape } from '../../data/dataset';
import { InputError } from '../../errors';
import { checkImages } from './arrays';
import type { NumpyArray } from './numpy';

/** Images of a NumPy array: how their axes lie in its values. */
export interface PixelArray {
  readonly name: string;
  readonly count: number;
  readonly shape: ImageShape;
  /** How many values apart neighbouring images, rows, columns and channels are. */
  readonly strides: readonly [image: number, row: number, column: number, channel: number];
  readonly values: ArrayLike<number>;
}

const isChannels = (length: number | undefined): boolean => length === 1 || length === 3;

/** [count, height, width], the same with 1 or 3 channels behind, or, as PyTorch has it, before. @throws InputError */
export function pixelArray({ name, shape, strides, values }: NumpyArray): PixelArray {
  const [n = 0, a = 0, b = 0, c = 0] = shape;
  const [image = 0, first = 0, second = 0, third = 0] = strides;
  const numbers = numbersOf(name, values);
  const asPixels = (size: ImageShape, rest: readonly [number, number, number]): PixelArray => {
    checkImages(name, n, size);
    return { name, count: n, shape: size, strides: [image, ...rest], values: numbers };
  };
  if (shape.length === 3) return asPixels([a, b, 1], [first, second, 0]);
  if (shape.length === 4 && isChannels(c)) return asPixels([a, b, c], [first, second, third]);
  if (shape.length === 4 && isChannels(a)) return asPixels([b, c, a], [second, third, first]);
  const told = { array: name, shape: shape.join() };
  throw shape.length === 2
    ? new InputError('pixels.rows', { ...told, count: n })
    : new InputError('pixels.shape', told);
}

function numbersOf(name: string, values: NumpyArray['values']): ArrayLike<number> {
  if (isWords(values)) throw new InputError('pixels.words', { array: name });
  return values;
}

export const isWords = (values: NumpyArray['values']): values is readonly string[] => typeof values[0] === 'string';

/** What becomes of a number to be a byte. */
type ToByte = (value: number) => number;

const asItIs: ToByte = (value) => value;

/** What the numbers of images are like, of all parts together. */
interface Survey {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
  /** How many there are of each kind. */
  readonly nonZero: number;
  readonly negative: number;
  readonly aboveOne: number;
  readonly aboveByte: number;
}

/** @throws InputError naming the first image with a number that is none */
function surveyOf(arrays: readonly PixelArray[]): Survey {
  let [least, most, isWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  let [nonZero, negative, aboveOne, aboveByte] = [0, 0, 0, 0];
  for (const array of arrays)
    for (let at = 0; at < array.values.length; at++) {
      const value = array.values[at]!;
      if (!Number.isFinite(value)) throw notFinite(array);
      least = Math.min(least, value);
      most = Math.max(most, value);
      isWhole &&= Number.isInteger(value);
      if (value !== 0) nonZero++;
      if (value < 0) negative++;
      if (value > 1) aboveOne++;
      if (value > 255) aboveByte++;
    }
  return { least, most, isWhole, nonZero, negative, aboveOne, aboveByte };
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** How far beyond it numbers may lie that arithmetic has rounded. */
  readonly slack: number;
  /** How many numbers tell it from the smaller ranges. */
  support(survey: Survey): number;
  readonly toByte: ToByte;
}

/** The numbers that images are kept in: shares, either sign, bytes, 16 bits. */
const ranges: readonly Range[] = [
  { from: 0, to: 1, slack: 1e-3, support: ({ nonZero }) => nonZero, toByte: (value) => 255 * value },
  { from: -1, to: 1, slack: 1e-3, support: ({ negative }) => negative, toByte: (value) => 127.5 * (value + 1) },
  {
    from: 0,
    to: 255,
    slack: 0.01,
    support: ({ isWhole, nonZero, most, aboveOne }) => (isWhole ? nonZero : most > 127 ? aboveOne : 0),
    toByte: asItIs,
  },
  {
    from: 0,
    to: 65535,
    slack: 0,
    support: ({ isWhole, aboveByte }) => (isWhole ? aboveByte : 0),
    toByte: (value) => value / 257,
  },
];

/** The least share of numbers that has to tell a range: a few may have gone astray. */
const enough = 0.01;

/**
 * How the numbers of images, of all parts together, become bytes: what lies in 0..1, -1..1, 0..255 or 0..65535 is
 * stretched from there.
 *
 * @throws InputError naming the first image with a number that is none, or the range if it is none of these
 */
export function byteRule(arrays: readonly PixelArray[]): ToByte {
  const survey = surveyOf(arrays);
  const { least, most, nonZero } = survey;
  const range = ranges.find(({ from, to, slack }) => least >= from - slack && most <= to + slack);
  const support = range?.support(survey) ?? 0;
  if (range && support >= enough * nonZero) return range.toByte;
  const names = arrays.map(({ name }) => name).join(' and ');
  throw new InputError(support > 0 ? 'pixels.range-strays' : 'pixels.range', { arrays: names, least, most });
}

function notFinite({ name, count, strides, values }: PixelArray): InputError {
  const at = Array.prototype.findIndex.call(values, (value) => !Number.isFinite(value));
  const image = Math.floor(at / strides[0]) % count;
  return new InputError('pixels.finite', { value: String(values[at]), image }).within(name);
}

/** The images as bytes, [count, height, width, channels]. */
export function toBytes({ count, shape, strides, values }: PixelArray, toByte: ToByte): Uint8Array {
  const [height, width, channels] = shape;
  const [image, row, column, channel] = strides;
  const isInOrder = image === height * width * channels && row === width * channels && column === channels;
  if (values instanceof Uint8Array && toByte === asItIs && isInOrder) return values;
  const bytes = new Uint8ClampedArray(count * height * width * channels);
  let place = 0;
  for (let n = 0; n < count; n++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < channels; c++)
          bytes[place++] = toByte(values[n * image + y * row + x * column + c * channel]!);
  return new Uint8Array(bytes.buffer);
}
