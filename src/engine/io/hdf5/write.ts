import type { File, Group } from 'h5wasm';

/** The bytes of an HDF5 file that `fill` writes. */
export async function writeHdf5(fill: (file: File) => void): Promise<Uint8Array> {
  const { default: h5wasm } = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  const name = 'write.h5';
  const file = new h5wasm.File(name, 'w');
  fill(file);
  file.close();
  const bytes = FS.readFile(name);
  FS.unlink(name);
  return bytes;
}

/** The group at a path, made where it is missing. */
export function makeGroup(parent: Group, path: string): Group {
  return path
    .split('/')
    .filter(Boolean)
    .reduce((group, part) => childGroup(group, part) ?? group.create_group(part), parent);
}

function childGroup(group: Group, name: string): Group | undefined {
  const child: unknown = group.keys().includes(name) ? group.get(name) : undefined;
  return isGroup(child) ? child : undefined;
}

const isGroup = (entity: unknown): entity is Group =>
  typeof entity === 'object' && entity !== null && 'create_group' in entity;

export function writeFloats(
  group: Group,
  name: string,
  { shape, values }: { readonly shape: readonly number[]; readonly values: Float32Array },
): void {
  group.create_dataset({ name, data: values, shape: [...shape], dtype: '<f' });
}

/** An attribute of several texts, also of none. */
export function writeTexts(group: Group, name: string, texts: readonly string[]): void {
  if (texts.length > 0) group.create_attribute(name, [...texts]);
}
