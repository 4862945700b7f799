import type { DroppedFile } from '../containers/files';
import { imageFormats } from '.';
import type { DecodeImage, ImageSource } from './source';

/** The images among files, archives unpacked; undefined if there are none. @throws InputError naming the file */
export function imagesAmong(files: readonly DroppedFile[], decode: DecodeImage): ImageSource | undefined {
  for (const format of imageFormats) {
    const found = format.match(files);
    if (found.length > 0) return format.read(found, decode);
  }
  return undefined;
}
