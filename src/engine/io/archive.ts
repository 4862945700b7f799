import { gunzipSync, unzipSync } from 'fflate';
import { messageOf } from '../errors';
import type { DroppedFile } from './opened';

const gibibyte = 2 ** 30;

export const isZip = ({ bytes }: DroppedFile): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isGzip = ({ bytes }: DroppedFile): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isTar = ({ bytes }: DroppedFile): boolean => new TextDecoder().decode(bytes.subarray(257, 262)) === 'ustar';

/**
 * The files in a zip, a tar or a gzip, their names behind the archive's; any other file as it is.
 * @throws naming the archive, if it is broken or unpacks to more than 1 GiB
 */
export async function unpack(file: DroppedFile): Promise<DroppedFile[]> {
  if (isZip(file)) {
    const files = await unzip(file);
    return files.map(({ name, bytes }) => ({ name: `${file.name}/${name}`, bytes }));
  }
  if (isGzip(file)) return unpack({ name: file.name.replace(/\.t?gz$/, ''), bytes: gunzip(file) });
  return isTar(file) ? untar(file) : [file];
}

/**
 * The files in a zip, without folders and what macOS adds.
 * @throws naming the zip, if it is broken or unpacks to more than `limit` bytes
 */
export async function unzip({ name, bytes }: DroppedFile, limit = gibibyte): Promise<DroppedFile[]> {
  let unpacked = 0;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        return unpacked <= limit;
      },
    });
  } catch (error) {
    throw new Error(`${name}: the zip cannot be opened (${messageOf(error)}); pack it again`);
  }
  if (unpacked > limit)
    throw new Error(`${name}: the zip unpacks to more than ${limit / gibibyte} GiB; drop a part of it`);
  return Object.entries(entries)
    .filter(([entry]) => !entry.endsWith('/') && !/(^|\/)(__MACOSX|\.)/.test(entry))
    .map(([entry, contents]) => ({ name: entry, bytes: contents }));
}

function gunzip({ name, bytes }: DroppedFile): Uint8Array {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(-4);
  if (a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24 > gibibyte)
    throw new Error(`${name}: it unpacks to more than 1 GiB; drop a part of it`);
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new Error(`${name}: it cannot be unpacked (${messageOf(error)}); download it again`);
  }
}

const block = 512;

/** A tar's plain files: a head of 512 bytes with the name and the octal length, then the contents in whole blocks. */
function untar({ name, bytes }: DroppedFile): DroppedFile[] {
  const files: DroppedFile[] = [];
  const textAt = (start: number, length: number) =>
    new TextDecoder().decode(bytes.subarray(start, start + length)).replace(/\0.*$/s, '');
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0; ) {
    const size = Number.parseInt(textAt(at + 124, 12), 8) || 0;
    const contents = bytes.subarray(at + block, at + block + size);
    if (['', '0'].includes(textAt(at + 156, 1))) files.push({ name: `${name}/${textAt(at, 100)}`, bytes: contents });
    at += block * (1 + Math.ceil(size / block));
  }
  return files;
}
