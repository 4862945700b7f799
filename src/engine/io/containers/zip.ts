import type { FileEntry } from '@zip.js/zip.js';
import { inflateSync } from 'fflate';
import { InputError, naming } from '../../errors';
import { Budget } from './budget';
import { crc32 } from './crc32';
import { entryPath } from './entryName';
import type { DroppedFile } from './files';

/** What follows "PK": a file, the end of an empty zip, the mark of a zip in several parts. */
const marks = [0x0403, 0x0605, 0x0807];

export const isZip = ({ bytes }: DroppedFile): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && marks.includes(bytes[2]! | (bytes[3]! << 8));

/**
 * The files in a zip, without folders and what systems add. Of entries with one name the last counts, as it does when
 * a zip is unpacked to a disk.
 *
 * @throws InputError naming the zip and the entry, if it is broken, encrypted or larger than what is left of the budget
 */
export const unzip = ({ name, bytes }: DroppedFile, budget = new Budget()): Promise<DroppedFile[]> =>
  naming(name, async () => {
    const entries = new Map<string, FileEntry>();
    for (const entry of await filesOf(bytes)) {
      const path = entryPath(entry.filename);
      if (path !== undefined) entries.set(path, entry);
    }
    for (const { uncompressedSize } of entries.values()) budget.take(uncompressedSize, 1);
    return Array.from(entries, ([path, entry]) => ({ name: path, bytes: contentsOf(entry, bytes) }));
  });

/** The entries that a zip's directory lists. */
async function filesOf(bytes: Uint8Array): Promise<FileEntry[]> {
  const zip = await import('@zip.js/zip.js/lib/zip-core-native.js');
  const cutShort = new InputError('zip.directory');
  try {
    const reader = new zip.ZipReader(new zip.Uint8ArrayReader(bytes), { filenameValidation: 'tolerant' });
    const entries = await reader.getEntries();
    const isLonger = reader.warnings?.some(({ reason }) => reason === zip.WARNING_TRAILING_CENTRAL_DIRECTORY_DATA);
    if (isLonger || entries.some((entry) => entry.directory && entry.uncompressedSize > 0)) throw cutShort;
    return entries.filter((entry) => !entry.directory);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    if (reason === zip.ERR_SPLIT_ZIP_FILE) throw new InputError('zip.part');
    if (reason === zip.ERR_ENCRYPTED_CENTRAL_DIRECTORY) throw new InputError('zip.encrypted-directory');
    throw cutShort;
  }
}

const headBytes = 30;
/** Deflate makes of a byte at most this many. */
const mostExpansion = 1032;

/** An entry's bytes: the local head says where they begin, the directory how many they are and their checksum. */
function contentsOf(entry: FileEntry, bytes: Uint8Array): Uint8Array {
  const { filename, offset, compressedSize, uncompressedSize: size, compressionMethod: method } = entry;
  if (entry.encrypted) throw new InputError('zip.encrypted', { entry: filename });
  if (method !== 0 && method !== 8) throw new InputError('zip.method', { entry: filename, method });
  const named = { entry: filename };
  if (offset < 0 || offset + headBytes > bytes.length) throw new InputError('zip.outside', named);
  const head = new DataView(bytes.buffer, bytes.byteOffset + offset, headBytes);
  if (head.getUint32(0, true) !== 0x04034b50) throw new InputError('zip.head', named);
  const nameEnd = offset + headBytes + head.getUint16(26, true);
  const start = nameEnd + head.getUint16(28, true);
  if (!areAlike(bytes.subarray(offset + headBytes, nameEnd), entry.rawFilename))
    throw new InputError('zip.name', named);
  const packed = bytes.subarray(start, start + compressedSize);
  if (packed.length !== compressedSize) throw new InputError('zip.cut-short', named);
  if (method === 0 ? size !== compressedSize : size > mostExpansion * compressedSize)
    throw new InputError('zip.size', { ...named, packed: compressedSize, size });
  const contents = method === 0 ? new Uint8Array(packed) : inflated(packed, size);
  if (contents?.length !== size || crc32(contents) !== entry.crc32) throw new InputError('zip.checksum', named);
  return contents;
}

const [slash, backslash] = [0x2f, 0x5c];

/** Whether two names differ in no plain letter: some writers encode them differently, or mix slashes. */
const areAlike = (name: Uint8Array, other: Uint8Array): boolean =>
  name.length !== other.length ||
  name.every((byte, at) => {
    const [a, b] = [byte, other[at]!].map((code) => (code === backslash ? slash : code));
    return a === b || a! > 0x7f || b! > 0x7f;
  });

function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateSync(packed, { out: new Uint8Array(size) });
  } catch {
    return undefined;
  }
}
