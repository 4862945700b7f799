import { unzipSync } from 'fflate';
import { type DroppedFile, messageOf } from './opened';

const gibibyte = 2 ** 30;

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
