import { isZip, unpack, unzip } from '../archive';
import { mayBeNetwork, readUnpacked } from '../dropped';
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
  const images = units.filter(({ isImages }) => isImages).flatMap(namedContents);
  const others = units.filter(({ isImages }) => !isImages);
  const source = images.length > 0 ? imageSource(images, decode) : undefined;
  const network = !source || others.some(({ file }) => mayBeNetwork(file)) ? await readUnits(others) : undefined;
  return { ...(network ? { network } : {}), ...(source ? { images: source } : {}) };
}

interface Unit {
  readonly file: DroppedFile;
  readonly contents: readonly DroppedFile[];
  readonly isImages: boolean;
}

async function unitOf(file: DroppedFile): Promise<Unit> {
  const contents = isZip(file) ? await unzip(file) : await unpack(file);
  const isImages = !isKerasZip(contents) && contents.some(holdsImages);
  return { file, contents, isImages };
}

/** The files of a unit, those of a zip behind its name. */
const namedContents = ({ file, contents }: Unit): DroppedFile[] =>
  isZip(file) ? contents.map(({ name, bytes }) => ({ name: `${file.name}/${name}`, bytes })) : [...contents];

function readUnits(units: readonly Unit[]): Promise<Opened> {
  const [only] = units;
  if (only && units.length === 1 && isZip(only.file)) return readUnpacked(only.file.name, only.contents);
  return readUnpacked(
    undefined,
    units.map(({ file }) => file),
  );
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
