import type { ImagePart } from '../../data/dataset';
import { InputError } from '../../errors';
import { baseName, type DroppedFile } from '../containers/files';
import { arraySource } from './arrays';
import { classesOf } from './classes';
import type { ImageFormat } from './format';
import { isImage } from './imageFile';
import { type Labels, labelsOf } from './labels';
import { isNpy, type NumpyArray, readNpy } from './numpy';
import { byteRule, pixelArray, toBytes } from './pixels';
import type { ImageSource } from './source';

type Part = 'train' | 'val' | 'test';
type Kind = 'images' | 'labels';

/** What an array is by its name. */
interface Role {
  readonly part: Part;
  readonly kind: Kind;
}

const partWords: Readonly<Record<Part, RegExp>> = {
  train: /train(ing)?/,
  val: /val(id(ation)?)?|dev/,
  test: /test(ing)?/,
};

const kindWords: Readonly<Record<Kind, readonly string[]>> = {
  images: ['x', 'image', 'images', 'img', 'imgs', 'data', 'features', 'inputs', 'pixels'],
  labels: ['y', 'label', 'labels', 'target', 'targets', 'class', 'classes'],
};

/** Names as people give them: x_train, X, trainImages, val_labels, test.npz/y. */
function roleOf(path: string): Role | undefined {
  const [name = '', ...folders] = path
    .toLowerCase()
    .replace(/\.npy$/, '')
    .split('/')
    .reverse();
  const parts: readonly Part[] = ['train', 'val', 'test'];
  const own = parts.find((part) => partWords[part].test(name));
  const bare = (own ? name.replace(partWords[own], '') : name).replace(/[^a-z]/g, '');
  const kinds: readonly Kind[] = ['images', 'labels'];
  const kind = kinds.find((kind) => kindWords[kind].includes(bare));
  const around = parts.find((part) => folders.some((folder) => partWords[part].test(folder)));
  return kind && { part: own ?? around ?? 'train', kind };
}

/**
 * Images and labels out of NumPy arrays, told apart by name, or, where names tell nothing, by shape and order.
 * Arrays for validation are for testing, as folders are. Beside images, arrays that are no pair are features of those.
 */
export const npz: ImageFormat = {
  match: (files) => {
    const arrays = files.filter(isNpy);
    return hasPair(arrays) || !files.some(isImage) ? arrays : [];
  },
  read: (arrays) => {
    const archive = archiveOf(arrays[0]!.name);
    try {
      return readSource(archive, arrays);
    } catch (error) {
      throw error instanceof InputError ? error.within(archive) : error;
    }
  },
};

/** The .npz that an array comes from, or itself. */
const archiveOf = (path: string): string => path.split('/').find((part) => part.endsWith('.npz')) ?? baseName(path);

function readSource(archive: string, files: readonly DroppedFile[]): ImageSource {
  const { pairs, left } = pairsOf(files);
  const read = pairs.map(({ part, images, labels }) => {
    const pixels = pixelArray(images);
    const [count = 0] = labels.shape;
    if (count !== pixels.count)
      throw new InputError('npz.pair', {
        labels: labels.name,
        labelCount: count,
        images: images.name,
        imageCount: pixels.count,
      });
    return { part, pixels, values: labelsOf(labels) };
  });
  const [first] = read;
  const shape = first!.pixels.shape;
  for (const { pixels } of read)
    if (pixels.shape.join() !== shape.join())
      throw new InputError('npz.sizes', {
        first: first!.pixels.name,
        firstSize: shape.join(' x '),
        second: pixels.name,
        secondSize: pixels.shape.join(' x '),
      });
  const { names, labels } = namedClasses(read.map(({ values }) => values));
  const toByte = byteRule(read.map(({ pixels }) => pixels));
  const parts = read.map(({ part, pixels }, index) => ({
    part,
    images: toBytes(pixels, toByte),
    labels: labels[index]!,
  }));
  const [train, test] = [
    joined(parts.filter(({ part }) => part === 'train')),
    joined(parts.filter(({ part }) => part !== 'train')),
  ];
  return arraySource({
    name: archive,
    classes: names,
    shape,
    ...(train ? { train, test } : { train: test! }),
    notes: left.length > 0 ? [{ code: 'unpaired', arrays: left.join(', ') }] : [],
  });
}

interface Pair {
  readonly part: Part;
  readonly images: NumpyArray;
  readonly labels: NumpyArray;
}

/** Whether some arrays are called as images with their labels. */
function hasPair(files: readonly DroppedFile[]): boolean {
  const roles = files.map(({ name }) => roleOf(name));
  return roles.some((role) => role?.kind === 'images') && roles.some((role) => role?.kind === 'labels');
}

const twice = {
  images: { train: 'npz.images-twice-train', val: 'npz.images-twice-test', test: 'npz.images-twice-test' },
  labels: { train: 'npz.labels-twice-train', val: 'npz.labels-twice-test', test: 'npz.labels-twice-test' },
} as const;

/** Every part's images with their labels, and the names of arrays that are in no pair. */
function pairsOf(files: readonly DroppedFile[]): { pairs: Pair[]; left: string[] } {
  const named = files.map((file) => ({ file, role: roleOf(file.name) }));
  const pick = (part: Part, kind: Kind) => {
    const found = named.filter(({ role }) => role?.part === part && role.kind === kind).map(({ file }) => file);
    if (found.length > 1)
      throw new InputError(twice[kind][part], { arrays: found.map(({ name }) => name).join(' and ') });
    return found[0];
  };
  const parts: readonly Part[] = ['train', 'val', 'test'];
  const pairs = parts.flatMap((part) => {
    const [images, labels] = [pick(part, 'images'), pick(part, 'labels')];
    return images && labels ? [{ part, images, labels }] : [];
  });
  if (pairs.length === 0) return { pairs: pairsByShape(files.map(readNpy)), left: [] };
  const paired = new Set(pairs.flatMap(({ images, labels }) => [images, labels]));
  return {
    pairs: pairs.map(({ part, images, labels }) => ({ part, images: readNpy(images), labels: readNpy(labels) })),
    left: files.filter((file) => !paired.has(file)).map(({ name }) => name),
  };
}

/** One array of three or four axes is images, one of one or two labels; of two each, the second are for testing. */
function pairsByShape(arrays: readonly NumpyArray[]): Pair[] {
  const images = arrays.filter(({ shape }) => shape.length > 2);
  const labels = arrays.filter(({ shape }) => shape.length === 1 || shape.length === 2);
  const count = images.length;
  if (
    count !== labels.length ||
    count === 0 ||
    count > 2 ||
    (count === 2 && !arrays.every(({ name }) => /^arr_\d+$/.test(name)))
  ) {
    const found = arrays.map(({ name, shape }) => `${name} [${shape.join()}]`).join(', ');
    throw new InputError('npz.roles', { arrays: found });
  }
  const parts: readonly Part[] = ['train', 'test'];
  return images.map((array, index) => ({ part: parts[index]!, images: array, labels: labels[index]! }));
}

const areWords = (labels: Labels): labels is readonly string[] => typeof labels[0] === 'string';

function namedClasses(parts: readonly Labels[]): { names: readonly string[]; labels: readonly Uint16Array[] } {
  const words = parts.filter(areWords);
  if (words.length === parts.length) return classesOf(words);
  if (words.length > 0) throw new InputError('labels.mixed');
  return classesOf(parts.filter((labels): labels is ArrayLike<number> => !areWords(labels)));
}

/** Parts as one; a single one as it is. */
function joined(parts: readonly ImagePart[]): ImagePart | undefined {
  const [first] = parts;
  if (!first) return undefined;
  if (parts.length === 1) return { images: first.images, labels: first.labels };
  const images = new Uint8Array(parts.reduce((sum, part) => sum + part.images.length, 0));
  const labels = new Uint16Array(parts.reduce((sum, part) => sum + part.labels.length, 0));
  let [pixel, image] = [0, 0];
  for (const part of parts) {
    images.set(part.images, pixel);
    labels.set(part.labels, image);
    pixel += part.images.length;
    image += part.labels.length;
  }
  return { images, labels };
}
