import type { ImageShape } from '../../data/dataset';
import { baseName, type DroppedFile } from '../opened';
import { type DecodeImage, type ImageSource, type LoadedImages, splitPart, withChannels } from './source';

const starts: ReadonlyArray<readonly number[]> = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x52, 0x49, 0x46, 0x46],
  [0x47, 0x49, 0x46, 0x38],
];

/** Whether a file is named as an image or starts as one. */
export const isImage = ({ name, bytes }: DroppedFile): boolean =>
  /\.(png|jpe?g|webp|gif|bmp)$/i.test(name) ||
  starts.some((start) => start.every((byte, index) => bytes[index] === byte));

const trainFolders = ['train', 'training'];
const testFolders = ['test', 'testing', 'val', 'valid', 'validation'];

/** What an image's path tells: folders name its class, and perhaps its part; so does a Teachable Machine sample zip. */
function placeOf(path: string): { className: string | undefined; isTest: boolean } {
  const folders = path.split('/').slice(0, -1).filter(Boolean);
  const samples = folders.map((folder) => /^(.*)-samples\.zip$/i.exec(folder)?.[1]).find((name) => name !== undefined);
  const named = folders.filter((folder) => !/\.(zip|tar|gz)$/i.test(folder)).map((folder) => folder.toLowerCase());
  const isTest = named.some((folder) => testFolders.includes(folder));
  const last = folders.at(-1) ?? '';
  const isClass =
    last !== '' && !/\.(zip|tar|gz)$/i.test(last) && ![...trainFolders, ...testFolders].includes(last.toLowerCase());
  return { className: isClass ? last : samples, isTest };
}

/** Images in folders named after their classes; without such folders they have no labels. */
export function folderSource(files: readonly DroppedFile[], decode: DecodeImage): ImageSource {
  const images = files.filter(isImage).map((file) => ({ ...file, ...placeOf(file.name) }));
  const found = [...new Set(images.map(({ className }) => className))].filter((name) => name !== undefined).sort();
  const classes = found.length > 1 ? found : undefined;
  const top = images[0]?.name.split('/').find(Boolean) ?? '';
  const name =
    images.length === 1 ? baseName(images[0]!.name) : `${top.replace(/\.zip$/i, '')}, ${images.length} images`;
  return {
    name,
    ...(classes ? { classes } : {}),
    load: async (shape) => {
      const labelled = images.map((image) => ({
        ...image,
        label: Math.max(0, classes?.indexOf(image.className ?? '') ?? 0),
      }));
      const usable = classes ? labelled.filter(({ className }) => className !== undefined) : labelled;
      return loadFolders(usable, shape, decode);
    },
  };
}

type Labelled = DroppedFile & { label: number; isTest: boolean };

async function loadFolders(files: readonly Labelled[], shape: ImageShape, decode: DecodeImage): Promise<LoadedImages> {
  const [height, width, channels] = shape;
  const skipped: string[] = [];
  const read = async (part: readonly Labelled[]) => {
    const pixels: Uint8Array[] = [];
    const labels: number[] = [];
    for (const file of part)
      try {
        pixels.push(await decode(file.bytes, height, width));
        labels.push(file.label);
      } catch {
        skipped.push(file.name);
      }
    const images = new Uint8Array(pixels.length * height * width * 3);
    for (const [index, image] of pixels.entries()) images.set(image, index * height * width * 3);
    return withChannels({ images, labels: Uint16Array.from(labels) }, [height, width, 3], channels);
  };
  const isSplit = files.some(({ isTest }) => isTest) && files.some(({ isTest }) => !isTest);
  const parts = isSplit
    ? {
        train: await read(files.filter(({ isTest }) => !isTest)),
        test: await read(files.filter(({ isTest }) => isTest)),
      }
    : splitPart(await read(files));
  if (parts.train.labels.length === 0)
    throw new Error(`none of ${files.length} images can be decoded: ${skipped.slice(0, 3).map(baseName).join(', ')}`);
  return { shape, ...parts, skipped };
}
