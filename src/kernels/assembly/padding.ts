import { Geometry } from './geometry';
import { bytes } from './simd';

/** Whether windows reach all of an image and nothing else. */
export function isWhole(geometry: Geometry): bool {
  return (
    geometry.top === 0 &&
    geometry.left === 0 &&
    geometry.row === geometry.width * geometry.channels &&
    geometry.height >= geometry.paddedHeight
  );
}

/** Zeros a padded image, [paddedHeight, row]. */
export function clear(padded: usize, geometry: Geometry): void {
  memory.fill(padded, 0, bytes(geometry.paddedHeight * geometry.row));
}

/** Copies what windows reach of an image to its place in a padded one. */
export function pad(image: usize, padded: usize, geometry: Geometry): void {
  const line = bytes(geometry.width * geometry.channels);
  const to = firstPixel(padded, geometry);
  for (let row = 0; row < usedHeight(geometry); row++)
    memory.copy(to + bytes(row * geometry.row), image + <usize>row * line, usedRow(geometry));
}

/** Writes an image from a padded one, zeros where no window reaches. */
export function unpad(padded: usize, image: usize, geometry: Geometry): void {
  const line = bytes(geometry.width * geometry.channels);
  const from = firstPixel(padded, geometry);
  memory.fill(image, 0, bytes(geometry.size));
  for (let row = 0; row < usedHeight(geometry); row++)
    memory.copy(image + <usize>row * line, from + bytes(row * geometry.row), usedRow(geometry));
}

function firstPixel(padded: usize, geometry: Geometry): usize {
  return padded + bytes(geometry.top * geometry.row + geometry.left * geometry.channels);
}

function usedHeight(geometry: Geometry): i32 {
  return min(geometry.height, geometry.paddedHeight - geometry.top);
}

/** Bytes of an image's row that windows reach. */
function usedRow(geometry: Geometry): usize {
  return bytes(min(geometry.width * geometry.channels, geometry.row - geometry.left * geometry.channels));
}
