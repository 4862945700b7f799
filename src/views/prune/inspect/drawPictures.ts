import type { ColourScale } from './heat';

/** Small pictures of one size, one after the other. */
export interface Pictures {
  /** [count, height, width] */
  readonly values: Float32Array;
  readonly height: number;
  readonly width: number;
}

/** One of several pictures, [height, width]; none at all before the first. */
export const pictureAt = ({ values, height, width }: Pictures, index: number): Float32Array =>
  index < 0 ? new Float32Array() : values.subarray(index * height * width, (index + 1) * height * width);

/** Where a picture is drawn. */
export interface Frame {
  /** Of the picture, among all; below zero for none, which leaves the frame empty. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Around a picture: it stands out from light and from dark. */
const edge = '#86918b';

/** Draws pictures into frames, a place as one square of its colour: all by way of one sheet, however many they are. */
export function drawPictures(
  context: CanvasRenderingContext2D,
  pictures: Pictures,
  frames: readonly Frame[],
  scale: ColourScale,
): void {
  const drawn = frames.filter(({ index }) => pictureAt(pictures, index).length > 0);
  if (drawn.length === 0) return;
  const { width, height, columns, pixels } = sheetOf(
    pictures,
    drawn.map(({ index }) => index),
    scale,
  );
  const sheet = new OffscreenCanvas(width, height);
  sheet.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  context.fillStyle = edge;
  context.imageSmoothingEnabled = false;
  for (const [place, frame] of drawn.entries()) {
    const [left, top] = [(place % columns) * pictures.width, Math.floor(place / columns) * pictures.height];
    context.fillRect(frame.x - 0.5, frame.y - 0.5, frame.width + 1, frame.height + 1);
    context.drawImage(
      sheet,
      ...[left, top, pictures.width, pictures.height],
      ...[frame.x, frame.y, frame.width, frame.height],
    );
  }
}

interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Pictures side by side. */
  readonly columns: number;
  /** [height, width, 4] */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Some pictures side by side, about as wide as high: a canvas of one row or column could be too long for a browser. */
export function sheetOf(pictures: Pictures, indices: readonly number[], scale: ColourScale): Sheet {
  const columns = Math.ceil(Math.sqrt((indices.length * pictures.height) / pictures.width));
  const width = columns * pictures.width;
  const height = Math.ceil(indices.length / columns) * pictures.height;
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (const [place, index] of indices.entries()) {
    const [left, top] = [(place % columns) * pictures.width, Math.floor(place / columns) * pictures.height];
    for (const [at, value] of pictureAt(pictures, index).entries()) {
      const pixel = (top + Math.floor(at / pictures.width)) * width + left + (at % pictures.width);
      pixels.set(scale(value), 4 * pixel);
      pixels[4 * pixel + 3] = 255;
    }
  }
  return { width, height, columns, pixels };
}
