import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { InputError } from '../engine/errors';
import { unpackAll } from '../engine/io/containers/archive';
import type { DroppedFile } from '../engine/io/containers/files';
import { imagesUnread } from '../engine/io/images/explain';
import { imagesAmong } from '../engine/io/images/readImages';
import type { DecodeImage, ImageSource } from '../engine/io/images/source';

/** A file, or all files in a folder, as they would be dropped on the page. @throws naming a path that is not there */
export async function readPath(path: string): Promise<DroppedFile[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new InputError('file.missing').within(path);
  if (!found.isDirectory()) return [{ name: path, bytes: await readFile(path) }];
  const entries = (await readdir(path)).sort();
  return (await Promise.all(entries.map((entry) => readPath(join(path, entry))))).flat();
}

/** The images in a file, an archive or a folder, whatever else lies in it. */
export async function openImages(path: string): Promise<ImageSource> {
  const files = await unpackAll(await readPath(path));
  const images = imagesAmong(files, decodeImage);
  if (images) return images;
  throw imagesUnread(files) ?? new InputError('file.no-images').within(path);
}

/** Decodes by sharp. */
const decodeImage: DecodeImage = async (file, height, width) =>
  sharp(file).resize(width, height, { fit: 'fill' }).toColourspace('srgb').removeAlpha().raw().toBuffer();

/** A file that is there whole or not at all, whenever the process ends. */
export async function writeWhole(path: string, contents: string): Promise<void> {
  await writeFile(`${path}.unfinished`, contents);
  await rename(`${path}.unfinished`, path);
}
