/** HDF5 files in memory, by h5wasm, whose library comes with the first of them. */
import type { File, Group } from 'h5wasm';
import type { StoredWeight } from './weights';

export type { Group };

let files = 0;

/** Opens a file for the time of `use`. @throws if the bytes are no HDF5 */
export async function readHdf5<Result>(bytes: Uint8Array, use: (file: File) => Result): Promise<Result> {
  const { default: h5wasm } = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  const name = `read-${files++}.h5`;
  FS.writeFile(name, bytes);
  try {
    const file = new h5wasm.File(name, 'r');
    if (file.file_id < 0) throw new Error('it is no HDF5 file, or was cut short');
    try {
      return use(file);
    } finally {
      file.close();
    }
  } finally {
    FS.unlink(name);
  }
}

/** The bytes of a file that `fill` writes. */
export async function writeHdf5(fill: (file: File) => void): Promise<Uint8Array> {
  const { default: h5wasm } = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  const name = `write-${files++}.h5`;
  const file = new h5wasm.File(name, 'w');
  fill(file);
  file.close();
  const bytes = FS.readFile(name);
  FS.unlink(name);
  return bytes;
}

/** The group at a path, or undefined. */
export function groupAt(parent: Group, path: string): Group | undefined {
  let group: Group | undefined = parent;
  for (const part of path.split('/').filter(Boolean)) {
    const next: unknown = group.keys().includes(part) ? group.get(part) : undefined;
    group = isGroup(next) ? next : undefined;
    if (!group) return undefined;
  }
  return group;
}

const isGroup = (entity: unknown): entity is Group =>
  typeof entity === 'object' && entity !== null && 'keys' in entity && 'create_group' in entity;

/** The group at a path, made where it is missing. */
export function makeGroup(parent: Group, path: string): Group {
  return path
    .split('/')
    .filter(Boolean)
    .reduce((group, part) => groupAt(group, part) ?? group.create_group(part), parent);
}

export function writeFloats(group: Group, name: string, { shape, values }: StoredWeight): void {
  group.create_dataset({ name, data: Float32Array.from(values), shape: [...shape], dtype: '<f' });
}

/** A data set of numbers; 16-bit floats are widened. Undefined if there is none of that name. */
export function readNumbers(group: Group, name: string): StoredWeight | undefined {
  const entity: unknown = group.keys().includes(name) ? group.get(name) : undefined;
  if (typeof entity !== 'object' || entity === null || !('shape' in entity) || !('value' in entity)) return undefined;
  const { shape, value } = entity;
  const dtype = 'dtype' in entity ? entity.dtype : undefined;
  const sizes = Array.isArray(shape) ? shape.map(Number) : [];
  if (dtype === '<e' && value instanceof Uint8Array) return { shape: sizes, values: widen(value) };
  if (typeof value === 'number' || typeof value === 'bigint')
    return { shape: sizes, values: Float32Array.of(Number(value)) };
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return undefined;
  return { shape: sizes, values: Float32Array.from(Object.values(value), Number) };
}

/** 32-bit floats of the bytes of 16-bit ones (IEEE 754, little-endian). */
function widen(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 2 }, (_, index) => {
    const bits = view.getUint16(2 * index, true);
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = (bits & 0x3ff) / 1024;
    if (exponent === 0) return sign * fraction * 2 ** -14;
    if (exponent === 31) return fraction ? NaN : sign * Infinity;
    return sign * (1 + fraction) * 2 ** (exponent - 15);
  });
}

/** An attribute as text; undefined if there is none. */
export function textAttribute(group: Group, name: string): string | undefined {
  const value: unknown = group.attrs[name]?.value;
  return value === undefined || value === null ? undefined : String(value);
}

/** An attribute as a list of texts; Keras splits long ones over name0, name1, ... */
export function textsAttribute(group: Group, name: string): string[] {
  const read = (key: string): string[] | undefined => {
    const value: unknown = group.attrs[key]?.value;
    return Array.isArray(value) ? value.map(String) : undefined;
  };
  const whole = read(name);
  if (whole) return whole;
  const parts: string[] = [];
  for (let part = 0; ; part++) {
    const next = read(`${name}${part}`);
    if (!next) return parts;
    parts.push(...next);
  }
}
