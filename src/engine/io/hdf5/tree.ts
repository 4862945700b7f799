import type { DroppedFile } from '../containers/files';

const start = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

export const isHdf5 = ({ bytes }: DroppedFile): boolean => start.every((byte, index) => bytes[index] === byte);

/** An HDF5 file as plain data: what its groups hold, by name. */
export interface H5Group {
  /** Texts and lists of texts; attributes of other kinds are left out. */
  readonly attributes: ReadonlyMap<string, string | readonly string[]>;
  readonly groups: ReadonlyMap<string, H5Group>;
  readonly arrays: ReadonlyMap<string, H5Array>;
}

/** Numbers of any type, as 32-bit floats. */
export interface H5Array {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Reads a file. @throws InputError without the file's name */
export type ReadHdf5 = (bytes: Uint8Array) => Promise<H5Group>;

/** The group at a path, or undefined. */
export function groupAt(parent: H5Group, path: string): H5Group | undefined {
  let group: H5Group | undefined = parent;
  for (const part of path.split('/').filter(Boolean)) group = group?.groups.get(part);
  return group;
}

/** The array at a path, or undefined. */
export function arrayAt(parent: H5Group, path: string): H5Array | undefined {
  const slash = path.lastIndexOf('/');
  const group = slash < 0 ? parent : groupAt(parent, path.slice(0, slash));
  return group?.arrays.get(path.slice(slash + 1));
}

/** An attribute that is one text. */
export function textAttribute({ attributes }: H5Group, name: string): string | undefined {
  const value = attributes.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** An attribute that is a list of texts; Keras splits long ones over name0, name1, ... */
export function textsAttribute({ attributes }: H5Group, name: string): readonly string[] {
  const list = (key: string) => {
    const value = attributes.get(key);
    return typeof value === 'object' ? value : undefined;
  };
  const whole = list(name);
  if (whole) return whole;
  const parts: string[] = [];
  for (let part = 0; ; part++) {
    const next = list(`${name}${part}`);
    if (!next) return parts;
    parts.push(...next);
  }
}
