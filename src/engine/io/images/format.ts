import type { DroppedFile } from '../containers/files';
import type { DecodeImage, ImageSource } from './source';

/** A way in which files hold images. */
export interface ImageFormat {
  /** The files of this format. */
  match(files: readonly DroppedFile[]): readonly DroppedFile[];
  /** @param files what `match` has found, at least one @throws InputError naming the file */
  read(files: readonly DroppedFile[], decode: DecodeImage): ImageSource;
}
