import { unpack } from '../archive';
import { mayBeNetwork, readDropped } from '../dropped';
import { isKerasZip } from '../kerasZip';
import { baseName, type DroppedFile, type Opened } from '../opened';
import { cifarSource, isCifarBinary } from './cifarBinary';
import { folderSource, isImage } from './folders';
import { idxSource, isIdx } from './idx';
import { isNpy, npzSource } from './npz';
import type { DecodeImage, ImageSource } from './source';

/** What files dropped together hold: a network, images, or both. */
export interface Dropped {
  readonly network?: Opened;
  readonly images?: ImageSource;
}

/**
 * Opens whatever was dropped, told apart by contents; beside images, files that are neither are left out.
 * @throws with the file and the remedy in the message, if there is neither a network nor an image among them
 */
export async function openDropped(files: readonly DroppedFile[], decode: DecodeImage): Promise<Dropped> {
  const units = await Promise.all(files.map(unitOf));
  const images = units.flatMap(({ isImages, contents }) => (isImages ? contents : []));
  const others = units.flatMap(({ isImages, file }) => (isImages ? [] : [file]));
  const source = images.length > 0 ? imageSource(images, decode) : undefined;
  const network = !source || others.some(mayBeNetwork) ? await readDropped(others) : undefined;
  return { ...(network ? { network } : {}), ...(source ? { images: source } : {}) };
}

interface Unit {
  readonly file: DroppedFile;
  readonly contents: readonly DroppedFile[];
  readonly isImages: boolean;
}

async function unitOf(file: DroppedFile): Promise<Unit> {
  const contents = await unpack(file);
  const isImages = !isKerasZip(contents) && contents.some(holdsImages);
  return { file, contents, isImages };
}

const holdsImages = (file: DroppedFile): boolean => isNpy(file) || isIdx(file) || isCifarBinary(file) || isImage(file);

function imageSource(files: readonly DroppedFile[], decode: DecodeImage): ImageSource {
  const arrays = files.filter(isNpy);
  if (arrays.length > 0) return npzSource(archiveOf(arrays[0]!.name), arrays);
  if (files.some(isIdx)) return idxSource(files);
  if (files.some(isCifarBinary)) return cifarSource(files);
  return folderSource(files, decode);
}

const archiveOf = (path: string): string => path.split('/').find((part) => part.endsWith('.npz')) ?? baseName(path);
