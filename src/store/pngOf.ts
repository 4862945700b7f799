import { InputError } from '../engine/errors';

/** Pixels of the picture for each of the drawing. */
const density = 3;

/** A drawing as a picture of pixels. @throws InputError if the browser cannot draw it */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [density * image.naturalWidth, density * image.naturalHeight];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = context && (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve)));
    if (blob) return blob;
  } catch {
    // What does not decode cannot be drawn either.
  } finally {
    URL.revokeObjectURL(url);
  }
  throw new InputError('kept.picture');
}
