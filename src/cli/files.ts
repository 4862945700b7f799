import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { InputError } from '../engine/errors';
import type { DecodeImage } from '../engine/io/images/source';
import type { DroppedFile } from '../engine/io/opened';

/** A file, or all files in a folder, as they would be dropped on the page. @throws naming a path that is not there */
export async function readPath(path: string): Promise<DroppedFile[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new InputError('file.missing').within(path);
  if (!found.isDirectory()) return [{ name: path, bytes: await readFile(path) }];
  const entries = (await readdir(path)).sort();
  return (await Promise.all(entries.map((entry) => readPath(join(path, entry))))).flat();
}

/** Decodes by sharp. */
export const decodeImage: DecodeImage = async (file, height, width) =>
  sharp(file).resize(width, height, { fit: 'fill' }).toColourspace('srgb').removeAlpha().raw().toBuffer();
