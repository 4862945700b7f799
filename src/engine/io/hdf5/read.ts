/** HDF5 files in memory, read by h5wasm, whose library comes with the first of them. */
import type { Dataset, Group } from 'h5wasm';
import { InputError, messageOf } from '../../errors';
import { limits } from '../../limits';
import { fromBfloat16, fromFloat16 } from '../containers/halfFloats';
import type { H5Array, H5Group } from './tree';

/** Groups whose arrays a network has no use for: the state of an optimiser. */
const unread = new Set(['optimizer_weights', 'optimizer']);

/**
 * Reads a whole file. What h5wasm does with a broken one cannot be foreseen: where that matters, run this in a thread of
 * its own (`guardedHdf5`).
 *
 * @throws InputError if the bytes are no HDF5, or promise more than the file can hold
 */
export async function readHdf5(bytes: Uint8Array): Promise<H5Group> {
  const h5wasm = await loadHdf5();
  const { FS } = await h5wasm.ready;
  const name = 'read.h5';
  FS.writeFile(name, bytes);
  try {
    const file = new h5wasm.File(name, 'r');
    if (file.file_id < 0) throw new InputError('hdf5.none');
    try {
      return new Reader(bytes.length).group(file, 0);
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError('hdf5.broken', { message: messageOf(error).split('\n')[0] ?? '' });
  } finally {
    FS.unlink(name);
  }
}

/** Loads the library, which takes a while on a slow network and no part of what a file may take. */
export async function loadHdf5() {
  const { default: h5wasm } = await import('h5wasm');
  await h5wasm.ready;
  return h5wasm;
}

/** Compressed arrays unpack to so many times a file's size at most, and small files to so many bytes. */
const mostUnpacked = { times: 16, bytes: 2 ** 26 };

/** Goes through a file's groups, and counts what it finds. */
class Reader {
  private entities = 0;
  private bytesLeft: number;

  constructor(fileSize: number) {
    this.bytesLeft = Math.min(limits.unpacked, Math.max(mostUnpacked.bytes, mostUnpacked.times * fileSize));
  }

  group(group: Group, depth: number): H5Group {
    if (depth > limits.nesting) throw new InputError('hdf5.deep', { most: limits.nesting });
    const draft = newDraft(this.attributes(group));
    for (const key of group.keys()) {
      if (unread.has(key)) continue;
      if (++this.entities > limits.files) throw new InputError('hdf5.groups', { most: limits.files });
      const entity: unknown = group.get(key);
      const path = key.split(/[\\/]/).filter(Boolean);
      const array = isDataset(entity) ? this.array(entity, key) : undefined;
      if (array) place(draft, path).arrays.set(path.at(-1) ?? key, array);
      else if (isGroup(entity)) merge(place(draft, [...path, '']), this.group(entity, depth + path.length));
    }
    return draft;
  }

  private attributes(group: Group): Map<string, string | string[]> {
    const texts = new Map<string, string | string[]>();
    for (const [name, { value }] of Object.entries(group.attrs)) {
      if (typeof value === 'string') texts.set(name, value);
      else if (Array.isArray(value)) texts.set(name, value.map(String));
      else if (ArrayBuffer.isView(value) && value.byteLength === 0) texts.set(name, []);
    }
    return texts;
  }

  /** Undefined if it holds no numbers. */
  private array(dataset: Dataset, name: string): H5Array | undefined {
    const { metadata, dtype } = dataset;
    const isBfloat16 = metadata.size === 2 && dataset.attrs.dtype?.value === 'bfloat16';
    if (!isBfloat16 && !numberTypes.has(metadata.type)) return undefined;
    const shape = (metadata.shape ?? []).map(Number);
    const entries = shape.reduce((product, size) => product * size, 1);
    this.bytesLeft -= Math.max(4, metadata.size) * entries;
    if (!(this.bytesLeft >= 0)) throw new InputError('hdf5.array-size', { array: name, shape: shape.join() });
    const values = entries === 0 ? new Float32Array() : numbersOf(dataset.value, isBfloat16 ? 'bfloat16' : dtype);
    if (values?.length !== entries) throw new InputError('hdf5.array-values', { array: name });
    return { shape, values };
  }
}

/** HDF5's classes of types: whole numbers, floats and enumerations. */
const numberTypes = new Set([0, 1, 8]);

interface Draft extends H5Group {
  readonly attributes: Map<string, string | readonly string[]>;
  readonly groups: Map<string, Draft>;
  readonly arrays: Map<string, H5Array>;
}

const newDraft = (attributes: Draft['attributes'] = new Map()): Draft => ({
  attributes,
  groups: new Map(),
  arrays: new Map(),
});

/** The group that the last of `path` lies in; Keras on Windows writes paths with backslashes as one name. */
function place(draft: Draft, path: readonly string[]): Draft {
  let group = draft;
  for (const part of path.slice(0, -1)) {
    const next = group.groups.get(part) ?? newDraft();
    group.groups.set(part, next);
    group = next;
  }
  return group;
}

function merge(into: Draft, { attributes, groups, arrays }: H5Group): void {
  for (const [name, value] of attributes) into.attributes.set(name, value);
  for (const [name, group] of groups) {
    const known = into.groups.get(name) ?? newDraft();
    into.groups.set(name, known);
    merge(known, group);
  }
  for (const [name, array] of arrays) into.arrays.set(name, array);
}

const isDataset = (entity: unknown): entity is Dataset =>
  typeof entity === 'object' && entity !== null && 'metadata' in entity && 'value' in entity;

const isGroup = (entity: unknown): entity is Group =>
  typeof entity === 'object' && entity !== null && 'keys' in entity && 'create_group' in entity;

function numbersOf(value: unknown, dtype: unknown): Float32Array | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return Float32Array.of(Number(value));
  if (value instanceof Uint8Array && dtype === '<e') return fromFloat16(value);
  if (value instanceof Uint8Array && dtype === 'bfloat16') return fromBfloat16(value);
  if (value instanceof Float32Array) return value;
  if (value instanceof BigInt64Array || value instanceof BigUint64Array) return Float32Array.from(value, Number);
  if (value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint32Array)
    return new Float32Array(value);
  if (value instanceof Int8Array || value instanceof Uint8Array) return new Float32Array(value);
  return value instanceof Int16Array || value instanceof Uint16Array ? new Float32Array(value) : undefined;
}
