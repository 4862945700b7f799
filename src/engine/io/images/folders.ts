import type { ImageNote } from '../../../words/images';
import type { ImagePart, ImageShape } from '../../data/dataset';
import { InputError } from '../../errors';
import { baseName, type DroppedFile } from '../containers/files';
import { classesOf } from './classes';
import type { ImageFormat } from './format';
import { isImage } from './imageFile';
import { placesOf } from './layout';
import { planParts, warningsOf } from './plan';
import { copyImage, type DecodeImage, type ImageSource, type LoadedImages } from './source';

interface PlacedImage extends DroppedFile {
  readonly label: number;
  readonly isTest: boolean;
}

/** Images in folders named after their classes; without such folders they have no labels. */
export const folders: ImageFormat = { match: (files) => files.filter(isImage), read };

function read(found: readonly DroppedFile[], decode: DecodeImage): ImageSource {
  const places = placesOf(found.map(({ name }) => name));
  const images = found.flatMap((file, index) => ({ file, place: places[index] }));
  const placed = images.flatMap(({ file, place }) => (place ? [{ file, ...place }] : []));
  if (placed.length === 0) throw new InputError('folders.hidden').within(found[0]!.name);
  const named = placed.filter(({ className }) => className !== undefined);
  const { names, labels } = classesOf([named.map(({ className }) => className ?? '')]);
  const isLabelled = names.length > 1;
  const usable = (isLabelled ? named : placed).map(({ file, isTest }, index) => ({
    ...file,
    isTest,
    label: isLabelled ? labels[0]![index]! : 0,
  }));
  const classes = isLabelled ? names : [];
  return {
    name: nameOf(placed.map(({ file }) => file.name)),
    ...(isLabelled ? { classes } : {}),
    load: (shape) => loadFolders(usable, placed.length - usable.length, classes, shape, decode),
  };
}

function nameOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  const [top = ''] = first.split('/').filter(Boolean);
  return paths.length === 1 ? baseName(first) : `${top.replace(/\.zip$/i, '')}, ${paths.length} images`;
}

async function loadFolders(
  files: readonly PlacedImage[],
  unplaced: number,
  classes: readonly string[],
  shape: ImageShape,
  decode: DecodeImage,
): Promise<LoadedImages> {
  const isSplit = files.some(({ isTest }) => isTest) && files.some(({ isTest }) => !isTest);
  const train = isSplit ? files.filter(({ isTest }) => !isTest) : files;
  const test = isSplit ? files.filter(({ isTest }) => isTest) : undefined;
  const labelsOf = (part: readonly PlacedImage[]) => part.map(({ label }) => label);
  const [height, width, channels] = shape;
  const plan = planParts(labelsOf(train), test && labelsOf(test), height * width * channels);
  const skipped: string[] = [];
  const read = (indices: readonly number[], part: readonly PlacedImage[]) =>
    decodePart(
      indices.map((index) => part[index]!),
      shape,
      decode,
      skipped,
    );
  const trained = await read(plan.train, train);
  const tested = plan.test === plan.train ? trained : await read(plan.test, test ?? train);
  if (trained.labels.length + tested.labels.length === 0)
    throw new InputError('images.undecoded', {
      count: files.length,
      files: skipped.toSorted().slice(0, 3).map(baseName).join(', '),
    });
  const notes: ImageNote[] = unplaced > 0 ? [{ code: 'unplaced', count: unplaced }] : [];
  const parts = bothParts(trained, tested);
  return {
    shape,
    ...parts,
    isHeldBack: test === undefined && parts.test !== parts.train,
    skipped: skipped.toSorted(),
    notes: [...notes, ...plan.notes, ...warningsOf(parts.train, parts.test, classes)],
  };
}

/** Where one part has not decoded at all, the other stands for both. */
function bothParts(train: ImagePart, test: ImagePart): { train: ImagePart; test: ImagePart } {
  if (train.labels.length === 0) return { train: test, test };
  return { train, test: test.labels.length === 0 ? train : test };
}

/** Decodes images one after the other into their part's memory; names those that are none. */
async function decodePart(
  files: readonly PlacedImage[],
  [height, width, channels]: ImageShape,
  decode: DecodeImage,
  skipped: string[],
): Promise<ImagePart> {
  const size = height * width * channels;
  const images = new Uint8Array(files.length * size);
  const labels = new Uint16Array(files.length);
  let count = 0;
  for (const { name, bytes, label } of files) {
    const pixels = await decode(bytes, height, width).catch(() => undefined);
    if (pixels === undefined) skipped.push(name);
    else {
      copyImage(pixels, 3, images.subarray(count * size, (count + 1) * size), channels);
      labels[count++] = label;
    }
  }
  return { images: images.subarray(0, count * size), labels: labels.subarray(0, count) };
}
