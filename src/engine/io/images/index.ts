import { InputError } from '../../errors';
import { isZip, unpack } from '../archive';
import { Budget } from '../budget';
import { mayBeNetwork, readDropped } from '../dropped';
import type { ReadHdf5 } from '../hdf5Tree';
import { isKerasZip } from '../kerasZip';
import { baseName, type DroppedFile, type OpenedNetwork } from '../opened';
import { cifarSource, isCifarBinary } from './cifarBinary';
import { imagesUnread } from './explain';
import { folderSource, isImage } from './folders';
import { idxSource, isIdx } from './idx';
import { hasPair, npzSource } from './npz';
import { isNpy } from './numpy';
import type { DecodeImage, ImageSource } from './source';

/** What files dropped together hold: a network, images, or both. */
export interface Dropped {
  readonly network?: OpenedNetwork;
  readonly images?: ImageSource;
}

/**
 * Opens whatever was dropped, told apart by contents; beside images, files that are neither are left out.
 *
 * @throws InputError with the file and the remedy, if there is neither a network nor an image among them
 */
export async function openDropped(
  files: readonly DroppedFile[],
  decode: DecodeImage,
  readHdf5?: ReadHdf5,
): Promise<Dropped> {
  const units = await unitsOf(files);
  const images = units.filter(({ isImages }) => isImages).flatMap(({ contents }) => contents);
  const source = images.length > 0 ? imageSource(images, decode) : undefined;
  const rest = units.flatMap(networkFiles);
  const networks = rest.filter(mayBeNetwork);
  if (!source && networks.length === 0) {
    const unread = imagesUnread(units.flatMap(({ file, contents }) => [file, ...contents]));
    if (unread) throw unread;
  }
  const isOneZip = networks.length === 1 && networks.every(isZip);
  const network = !source || networks.length > 0 ? await readDropped(isOneZip ? networks : rest, readHdf5) : undefined;
  return { ...(network ? { network } : {}), ...(source ? { images: source } : {}) };
}

/** A file, or the files of an archive, which stay together. */
interface Unit {
  readonly file: DroppedFile;
  readonly contents: readonly DroppedFile[];
  readonly isImages: boolean;
}

/** @throws InputError naming an archive that is broken or empty, or if all of them unpack to too much */
async function unitsOf(files: readonly DroppedFile[]): Promise<Unit[]> {
  const budget = new Budget();
  const units: Unit[] = [];
  budget.take(0, files.length);
  for (const file of files) {
    const contents = await unpack(file, budget, isKerasZip);
    if (contents.length === 0) throw new InputError('archive.empty').within(file.name);
    units.push({ file, contents, isImages: contents.some(holdsImages) });
  }
  return units;
}

/** What may be, or belong to, a network. Zips stay whole: some networks are one. */
function networkFiles({ file, contents, isImages }: Unit): readonly DroppedFile[] {
  if (!isImages) return isZip(file) ? [file] : contents;
  const others = contents.filter((inner) => !holdsImages(inner));
  return others.some(mayBeNetwork) ? others : [];
}

const holdsImages = (file: DroppedFile): boolean => isNpy(file) || isIdx(file) || isCifarBinary(file) || isImage(file);

function imageSource(files: readonly DroppedFile[], decode: DecodeImage): ImageSource {
  const arrays = files.filter(isNpy);
  const areFeatures = files.some(isImage) && !hasPair(arrays);
  if (arrays.length > 0 && !areFeatures) return npzSource(archiveOf(arrays[0]!.name), arrays);
  if (files.some(isIdx)) return idxSource(files);
  if (files.some(isCifarBinary)) return cifarSource(files);
  return folderSource(files, decode);
}

const archiveOf = (path: string): string => path.split('/').find((part) => part.endsWith('.npz')) ?? baseName(path);
