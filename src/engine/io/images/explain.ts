import { InputError } from '../../errors';
import { isArchive } from '../containers/archive';
import { baseName, type DroppedFile } from '../containers/files';

const unpacked = 'unpack it and drop the folder, or a zip of it';
const savez =
  'make an .npz of it in Python: d = pickle.load(open(FILE, "rb"), encoding="bytes"); np.savez("images.npz", ' +
  'x_train=d[b"data"].reshape(-1, 3, 32, 32), y_train=d[b"labels"]) (d[b"fine_labels"] for CIFAR-100)';

/** Ways in which people keep images that are not read, how files tell, and what to do instead. */
const kinds: ReadonlyArray<{ is: (file: DroppedFile) => boolean; what: string; remedy: string }> = [
  { is: isPickle, what: "a Python pickle (as CIFAR's Python version is), which could run any program", remedy: savez },
  { is: named(/\.(rar|7z|bz2|xz|zst|lz4)$/i), what: 'an archive of a kind that is not read', remedy: unpacked },
  { is: isNoArchive, what: 'no archive, though it is named as one', remedy: 'download it again' },
  {
    is: named(/\.(csv|tsv|tfrecords?|parquet|arrow|mat|lmdb)$/i),
    what: 'a kind of data set that is not read',
    remedy: 'save its images as files in folders named after their classes, or as an .npz with x_train and y_train',
  },
];

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
  for (const { is, what, remedy } of kinds) {
    const found = files.find(is);
    if (found) return new InputError(`${baseName(found.name)} is ${what}`, remedy);
  }
  return undefined;
}
