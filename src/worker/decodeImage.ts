import { InputError } from '../engine/errors';
import type { DecodeImage } from '../engine/io/images/source';

/** Decodes by the browser. */
export const decodeImage: DecodeImage = async (file, height, width) => {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new InputError('images.canvas');
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(file)]), {
    resizeHeight: height,
    resizeWidth: width,
    resizeQuality: 'high',
  });
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8Array(height * width * 3);
  for (let pixel = 0; pixel < height * width; pixel++)
    for (let channel = 0; channel < 3; channel++) pixels[3 * pixel + channel] = data[4 * pixel + channel]!;
  return pixels;
};
