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

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Around a picture: it stands out from light and from dark. */
const edge = '#86918b';

/** Draws a picture into a frame, a place as one square of its colour; a picture of no places leaves the frame empty. */
export function drawPicture(
  context: CanvasRenderingContext2D,
  picture: Float32Array,
  { height, width }: Pick<Pictures, 'height' | 'width'>,
  frame: Frame,
  scale: ColourScale,
): void {
  if (picture.length === 0) return;
  context.fillStyle = edge;
  context.fillRect(frame.x - 0.5, frame.y - 0.5, frame.width + 1, frame.height + 1);
  const small = new OffscreenCanvas(width, height);
  const data = new ImageData(width, height);
  for (const [place, value] of picture.entries()) data.data.set([...scale(value), 255], 4 * place);
  small.getContext('2d')?.putImageData(data, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, frame.x, frame.y, frame.width, frame.height);
}
