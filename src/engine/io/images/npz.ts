import type { ImagePart, ImageShape } from '../../data/dataset';
import { baseName, type DroppedFile } from '../opened';
import { arraySource, numberedClasses } from './arrays';
import type { ImageSource } from './source';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export const isNpy = ({ bytes }: DroppedFile): boolean => magic.every((byte, index) => bytes[index] === byte);

/** NumPy arrays x_train, y_train and, if they are there, x_test and y_test. @throws naming what is missing */
export function npzSource(archive: string, files: readonly DroppedFile[]): ImageSource {
  const find = (...names: string[]): NumpyArray | undefined => {
    const file = files.find(({ name }) => names.includes(baseName(name).replace(/\.npy$/, '')));
    return file && readNpy(file);
  };
  const [x, y] = [find('x_train', 'x', 'images'), find('y_train', 'y', 'labels')];
  const [xTest, yTest] = [find('x_test', 'x_val'), find('y_test', 'y_val')];
  if (!x || !y)
    throw new Error(
      `${archive}: it needs the arrays x_train and y_train; it has ${files.map(({ name }) => name).join(', ')}`,
    );
  const shape = shapeOf(x, archive);
  const train = part(x, y, archive);
  const test = xTest && yTest ? part(xTest, yTest, archive) : undefined;
  const classes = numberedClasses(train.labels, test?.labels);
  return arraySource({ name: archive, classes, shape, train, ...(test ? { test } : {}) });
}

interface NumpyArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** Little-endian and one-byte types, by NumPy's name. */
const readers: Readonly<Record<string, (buffer: ArrayBuffer) => ArrayLike<number>>> = {
  '|u1': (buffer) => new Uint8Array(buffer),
  '|b1': (buffer) => new Uint8Array(buffer),
  '|i1': (buffer) => new Int8Array(buffer),
  '<u2': (buffer) => new Uint16Array(buffer),
  '<i2': (buffer) => new Int16Array(buffer),
  '<i4': (buffer) => new Int32Array(buffer),
  '<u4': (buffer) => new Uint32Array(buffer),
  '<i8': (buffer) => Float64Array.from(new BigInt64Array(buffer), Number),
  '<u8': (buffer) => Float64Array.from(new BigUint64Array(buffer), Number),
  '<f4': (buffer) => new Float32Array(buffer),
  '<f8': (buffer) => new Float64Array(buffer),
};

/** An array in C order: magic, version, the length of the head, and the head, a Python dictionary. */
export function readNpy({ name, bytes }: DroppedFile): NumpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = bytes[6]! > 1;
  const start = isLong ? 12 : 10;
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true);
  const head = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const type = /'descr':\s*'([^']+)'/.exec(head)?.[1] ?? '';
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(head)?.[1] ?? '')
    .split(',')
    .filter((size) => size.trim())
    .map(Number);
  const read = readers[type];
  if (!read) throw new Error(`${name}: NumPy type ${type || 'unknown'}; save it as uint8 or float32`);
  if (/'fortran_order':\s*True/.test(head))
    throw new Error(`${name}: in Fortran order; save it with np.ascontiguousarray`);
  return { name, shape, values: read(Uint8Array.from(bytes.subarray(start + length)).buffer) };
}

function shapeOf({ name, shape }: NumpyArray, archive: string): ImageShape {
  const [, height, width, channels = 1] = shape;
  if (shape.length < 3 || shape.length > 4 || !height || !width || ![1, 3].includes(channels))
    throw new Error(
      `${archive}: ${name} is [${shape.join()}]; images are [count, height, width] or [count, height, width, 1 or 3]`,
    );
  return [height, width, channels];
}

function part(x: NumpyArray, y: NumpyArray, archive: string): ImagePart {
  const [count = 0] = x.shape;
  if (y.shape[0] !== count)
    throw new Error(`${archive}: ${y.name} has ${y.shape[0]} labels for ${count} images of ${x.name}`);
  return { images: toBytes(x), labels: toLabels(y) };
}

/** Bytes as they are; numbers of 0 to 1 as shares of 255. */
function toBytes({ values }: NumpyArray): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const numbers = Array.from(values);
  const isShare = numbers.every((value) => value >= 0 && value <= 1);
  const clamped = Uint8ClampedArray.from(numbers, (value) => (isShare ? 255 * value : value));
  return new Uint8Array(clamped.buffer);
}

/** Class indices, or the largest of each row where rows are one-hot. */
function toLabels({ shape, values }: NumpyArray): Uint16Array {
  const [count = 0, width = 1] = shape;
  if (width === 1) return Uint16Array.from(values);
  return Uint16Array.from({ length: count }, (_, row) => {
    let best = 0;
    for (let column = 1; column < width; column++)
      if (values[row * width + column]! > values[row * width + best]!) best = column;
    return best;
  });
}
