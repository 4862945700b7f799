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
    throw new InputError(
      `${name} holds ${data.length} bytes of values, but its shape [${shape.join()}] promises ${count * size}`,
      'download it or save it again',
    );
  const strides = isFortran ? stridesOf(shape.toReversed()).toReversed() : stridesOf(shape);
  const read = readers[`${kind}${size}`];
  if (kind === 'U' || kind === 'S')
    return { name, shape, strides, values: words(data, kind, size, order, count, name) };
  if (!read) throw unreadable(name, `the type ${descr}`);
  if (kind === 'u' && size === 1) return { name, shape, strides, values: data };
  const own = new Uint8Array(data);
  if (order === '>') reverseEach(own, size);
  return { name, shape, strides, values: read(own.buffer) };
}

const unreadable = (name: string, what: string): InputError =>
  new InputError(`${name} holds ${what}`, 'save images as uint8 or float32, and labels as int64 or words');

interface Head {
  readonly descr: string;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** Magic, version, the length of the head, and the head: a Python dictionary. */
function readHead({ bytes }: DroppedFile, name: string): Head {
  const damaged = (what: string) => new InputError(`${name}: ${what}`, 'download it or save it again');
  if (!beginsAsNpy(bytes) || !(bytes[6]! >= 1 && bytes[6]! <= 3)) throw damaged('its head is damaged');
  const isLong = bytes[6]! > 1;
  const start = isLong ? 12 : 10;
  if (bytes.length < start) throw damaged('it is cut short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = start + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > bytes.length) throw damaged('it is cut short');
  if (end > limits.json) throw damaged('its head is too long');
  const head = new TextDecoder('latin1').decode(bytes.subarray(start, end));
  const order = /'fortran_order':\s*(True|False)/.exec(head)?.[1];
  const lengths = /'shape':\s*\(([\d\s,]*)\)/.exec(head)?.[1];
  if (order === undefined || lengths === undefined) throw damaged('its head is damaged');
  if (/'descr':\s*\[/.test(head)) throw unreadable(name, 'rows of several fields');
  const descr = /'descr':\s*'([^']{2,20})'/.exec(head)?.[1];
  if (descr === undefined) throw damaged('its head is damaged');
  const shape = lengths
    .split(',')
    .map((length) => length.trim())
    .filter((length) => length !== '')
    .map(Number);
  if (shape.length > 32) throw damaged(`it has ${shape.length} axes`);
  return { descr, isFortran: order === 'True', shape, data: bytes.subarray(end) };
}

/** NumPy's name of a type: the order of its bytes, its kind, and the bytes of a value. */
function typeOf(descr: string, name: string): { order: string; kind: string; size: number } {
  const [, order = '', kind = '', digits = ''] = /^([<>|=])([a-zA-Z])(\d*)/.exec(descr) ?? [];
  if (kind === 'O')
    throw new InputError(
      `${name} holds Python objects (pickled), which are not read`,
      'save arrays of one shape and type: np.savez(FILE, x_train=np.stack(images), y_train=np.array(labels))',
    );
  if (!/[buifUS]/.test(kind) || !(Number(digits) > 0)) throw unreadable(name, `the type ${descr}`);
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
  if (count > limits.images) throw new InputError(`${name} holds ${count} words`, `save at most ${limits.images}`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Array.from({ length: count }, (_, row) => {
    if (kind === 'S') return new TextDecoder().decode(data.subarray(row * size, (row + 1) * size)).replace(/\0+$/, '');
    let word = '';
    for (let at = row * size; at < (row + 1) * size; at += 4) {
      const code = view.getUint32(at, order !== '>');
      if (code > 0x10ffff) throw new InputError(`${name}: row ${row} is no word`, 'download it or save it again');
      if (code !== 0) word += String.fromCodePoint(code);
    }
    return word;
  });
}
