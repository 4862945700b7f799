import { InputError } from '../../errors';
import { isArchive } from '../containers/archive';
import { baseName, type DroppedFile } from '../containers/files';

/** Ways in which people keep images that are not read, and how files tell. */
const kinds = [
  { is: isPickle, code: 'images.pickle' },
  { is: named(/\.(rar|7z|bz2|xz|zst|lz4)$/i), code: 'images.archive' },
  { is: isNoArchive, code: 'images.no-archive' },
  { is: named(/\.(csv|tsv|tfrecords?|parquet|arrow|mat|lmdb)$/i), code: 'images.dataset' },
] as const;

function named(pattern: RegExp): (file: DroppedFile) => boolean {
  return ({ name }) => pattern.test(name);
}

/** Named as an archive that is read, but begins as none; text in its place is another matter. */
function isNoArchive(file: DroppedFile): boolean {
  return (
    /\.(zip|npz|tar|tgz|gz)$/i.test(file.name) &&
    !isArchive(file) &&
    !/^[\s<v]/.test(String.fromCharCode(file.bytes[0] ?? 0))
  );
}

/** A pickle of protocol 2 to 5 begins with 0x80 and the protocol, and ends with a full stop; those of PyTorch are networks. */
function isPickle({ name, bytes }: DroppedFile): boolean {
  if (/\.(pt|pth)$|\/data\.pkl$/i.test(name)) return false;
  if (/\.(pkl|pickle)$/i.test(name)) return true;
  return bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5 && bytes.at(-1) === 0x2e;
}

/** Why none of the files can be read as images, if they were meant as such. */
export function imagesUnread(files: readonly DroppedFile[]): InputError | undefined {
  for (const { is, code } of kinds) {
    const found = files.find(is);
    if (found) return new InputError(code, { file: baseName(found.name) });
  }
  return undefined;
}
