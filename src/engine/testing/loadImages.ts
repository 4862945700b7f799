import sharp from 'sharp';
import { openDropped } from '../intake/openDropped';
import type { DroppedFile } from '../io/containers/files';
import type { DecodeImage, ImageSource, LoadedImages } from '../io/images/source';

export const decodeImage: DecodeImage = async (file, height, width) =>
  sharp(file).resize(width, height, { fit: 'fill' }).removeAlpha().raw().toBuffer();

/** Opens a drop that is to hold images and no network, and loads them for a network that reads 4 x 4 pixels. */
export async function loadImages(
  files: readonly DroppedFile[],
  channels: 1 | 3 = 3,
): Promise<{ source: ImageSource; loaded: LoadedImages }> {
  const { images, network } = await openDropped(files, decodeImage);
  if (network || !images) throw new Error('a network, or no images');
  return { source: images, loaded: await images.load([4, 4, channels]) };
}
