import { InputError } from '../../errors';
import { limits } from '../../limits';
import type { DroppedFile } from '../containers/files';
import { fromFloat16 } from '../containers/halfFloats';

/** An array out of a .npy file; `values` lie as `strides` says. */
export interface NumpyArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** How many values apart neighbours along every axis are. */
  readonly strides: readonly number[];
  readonly values: ArrayLike<number> | readonly string[];
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

const beginsAsNpy = (bytes: Uint8Array): boolean => magic.every((byte, index) => bytes[index] === byte);

/** Whether a file is named as a NumPy array or begins as one. */
export const isNpy = ({ name, bytes }: DroppedFile): boolean => /\.npy$/i.test(name) || beginsAsNpy(bytes);

/** Reads the values of one type out of memory that is aligned and in the machine's (little-endian) order. */
type Read = (buffer: ArrayBuffer) => ArrayLike<number>;

/** Numbers, by NumPy's kind and size. */
const readers: Readonly<Record<string, Read>> = {
  u1: (buffer) => new Uint8Array(buffer),
  b1: (buffer) => new Uint8Array(buffer),
  i1: (buffer) => new Int8Array(buffer),
  u2: (buffer) => new Uint16Array(buffer),
  i2: (buffer) => new Int16Array(buffer),
  u4: (buffer) => new Uint32Array(buffer),
  i4: (buffer) => new Int32Array(buffer),
  u8: (buffer) => wide(new Uint32Array(buffer), new Uint32Array(buffer)),
  i8: (buffer) => wide(new Uint32Array(buffer), new Int32Array(buffer)),
  f2: (buffer) => fromFloat16(new Uint8Array(buffer)),
  f4: (buffer) => new Float32Array(buffer),
  f8: (buffer) => new Float64Array(buffer),
};

/** Integers of 64 bits, out of their lower and upper halves; beyond 2^53 the nearest number. */
function wide(lower: Uint32Array, upper: Uint32Array | Int32Array): Float64Array {
  const values = new Float64Array(lower.length / 2);
  for (let at = 0; at < values.length; at++) values[at] = upper[2 * at + 1]! * 2 ** 32 + lower[2 * at]!;
  return values;
}

/**
 * @throws InputError naming the array, if it holds neither numbers nor words, or is shorter or longer than it says
 */
export function readNpy(file: DroppedFile): NumpyArray {
  const name = file.name.slice(file.name.lastIndexOf('/') + 1).replace(/\.npy$/i, '');
  const { descr, isFortran, shape, data } = readHead(file, name);
  const { order, kind, size } = typeOf(descr, name);
  const count = shape.reduce((product, length) => product * length, 1);
  if (data.length !== count * size)
    throw new InputError('array.bytes', {
      array: name,
      bytes: data.length,
      shape: shape.join(),
      promised: count * size,
    });
  const strides = isFortran ? stridesOf(shape.toReversed()).toReversed() : stridesOf(shape);
  const read = readers[`${kind}${size}`];
  if (kind === 'U' || kind === 'S')
    return { name, shape, strides, values: words(data, kind, size, order, count, name) };
  if (!read) throw new InputError('array.type', { array: name, type: descr });
  if (kind === 'u' && size === 1) return { name, shape, strides, values: data };
  const own = new Uint8Array(data);
  if (order === '>') reverseEach(own, size);
  return { name, shape, strides, values: read(own.buffer) };
}

interface Head {
  readonly descr: string;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** Magic, version, the length of the head, and the head: a Python dictionary. */
function readHead({ bytes }: DroppedFile, name: string): Head {
  const refuse = (code: 'array.cut-short' | 'array.head' | 'array.head-length') => new InputError(code).within(name);
  if (!beginsAsNpy(bytes) || !(bytes[6]! >= 1 && bytes[6]! <= 3)) throw refuse('array.head');
  const isLong = bytes[6]! > 1;
  const start = isLong ? 12 : 10;
  if (bytes.length < start) throw refuse('array.cut-short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = start + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > bytes.length) throw refuse('array.cut-short');
  if (end > limits.json) throw refuse('array.head-length');
  const head = new TextDecoder('latin1').decode(bytes.subarray(start, end));
  const order = /'fortran_order':\s*(True|False)/.exec(head)?.[1];
  const lengths = /'shape':\s*\(([\d\s,]*)\)/.exec(head)?.[1];
  if (order === undefined || lengths === undefined) throw refuse('array.head');
  if (/'descr':\s*\[/.test(head)) throw new InputError('array.fields', { array: name });
  const descr = /'descr':\s*'([^']{2,20})'/.exec(head)?.[1];
  if (descr === undefined) throw refuse('array.head');
  const shape = lengths
    .split(',')
    .map((length) => length.trim())
    .filter((length) => length !== '')
    .map(Number);
  if (shape.length > 32) throw new InputError('array.rank', { axes: shape.length }).within(name);
  return { descr, isFortran: order === 'True', shape, data: bytes.subarray(end) };
}

/** NumPy's name of a type: the order of its bytes, its kind, and the bytes of a value. */
function typeOf(descr: string, name: string): { order: string; kind: string; size: number } {
  const [, order = '', kind = '', digits = ''] = /^([<>|=])([a-zA-Z])(\d*)/.exec(descr) ?? [];
  if (kind === 'O') throw new InputError('array.objects', { array: name });
  if (!/[buifUS]/.test(kind) || !(Number(digits) > 0)) throw new InputError('array.type', { array: name, type: descr });
  return { order, kind, size: kind === 'U' ? 4 * Number(digits) : Number(digits) };
}

/** In C order neighbours along the last axis lie next to each other. */
function stridesOf(shape: readonly number[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const length of shape.toReversed()) {
    strides.unshift(stride);
    stride *= length;
  }
  return strides;
}

function reverseEach(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

/** Words of a fixed length, filled up with zeros: of four bytes a character (U), or one (S). */
function words(
  data: Uint8Array,
  kind: 'U' | 'S',
  size: number,
  order: string,
  count: number,
  name: string,
): readonly string[] {
  if (count > limits.images) throw new InputError('array.words', { array: name, count, most: limits.images });
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Array.from({ length: count }, (_, row) => {
    if (kind === 'S') return new TextDecoder().decode(data.subarray(row * size, (row + 1) * size)).replace(/\0+$/, '');
    let word = '';
    for (let at = row * size; at < (row + 1) * size; at += 4) {
      const code = view.getUint32(at, order !== '>');
      if (code > 0x10ffff) throw new InputError('array.word', { row }).within(name);
      if (code !== 0) word += String.fromCodePoint(code);
    }
    return word;
  });
}
