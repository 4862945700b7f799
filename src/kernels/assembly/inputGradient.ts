import { chunkStart } from './chunks';
import { Geometry } from './geometry';
import { clear, unpad } from './padding';
import { bytes } from './simd';
import { Sums, Tile } from './tile';

/**
 * Gradient of a convolution with respect to its input: each output position adds, to the window that it read, its
 * gradient times the kernel. A window's row lies side by side in a padded image, so each kernel row is a matrix product
 * of positions by windowRow columns.
 *
 * @param dy [batch, outHeight, outWidth, outChannels]; dx [batch, height, width, channels]
 * @param transposed the kernel as [kernelHeight, outChannels, windowRow]
 * @param workspace [paddedHeight, row], a padded image
 * @param chunk of `chunks` equal ones of the images
 */
export function inputGradient(
  dy: usize,
  transposed: usize,
  dx: usize,
  geometry: Geometry,
  workspace: usize,
  chunk: i32,
  chunks: i32,
): void {
  setOperands(geometry);
  const last = chunkStart(chunk + 1, geometry.batch, chunks);
  for (let image = chunkStart(chunk, geometry.batch, chunks); image < last; image++) {
    clear(workspace, geometry);
    scatterAddImage(dy + bytes(image * geometry.outSize), transposed, workspace, geometry);
    unpad(workspace, dx + bytes(image * geometry.size), geometry);
  }
}

/** Rows of a product are neighbouring positions; terms are their channels. */
function setOperands(geometry: Geometry): void {
  Tile.row = bytes(geometry.outChannels);
  Tile.term = 4;
  Tile.block = 0;
  Tile.right = bytes(geometry.windowRow);
  Tile.terms = geometry.outChannels;
  Tile.blocks = 1;
  Tile.sums = bytes(geometry.columnStep);
}

function scatterAddImage(dy: usize, transposed: usize, padded: usize, geometry: Geometry): void {
  const windowRow = geometry.windowRow;
  for (let tap = 0; tap < geometry.kernelHeight; tap++)
    for (let column = 0; column < windowRow; column += 8) {
      const kernel = transposed + bytes(tap * geometry.outChannels * windowRow + column);
      const to = padded + bytes(tap * geometry.row + column);
      scatterAddColumns(dy, kernel, to, min(8, windowRow - column), geometry);
    }
}

/** Up to 8 columns of one kernel row, for all positions. */
function scatterAddColumns(dy: usize, transposed: usize, to: usize, columns: i32, geometry: Geometry): void {
  const next = Tile.row;
  const step = Tile.sums;
  for (let row = 0; row < geometry.outHeight; row++) {
    let target = to + bytes(row * geometry.rowStep);
    let position = 0;
    if (columns === 8)
      for (; position + 4 <= geometry.outWidth; position += 4) {
        Tile.sum4x8(dy, transposed, target, next, 4, Sums.scatterAdd);
        dy += 4 * next;
        target += 4 * step;
      }
    for (; position < geometry.outWidth; position++) {
      scatterAddPosition(dy, transposed, target, columns);
      dy += next;
      target += step;
    }
  }
}

function scatterAddPosition(dy: usize, transposed: usize, to: usize, columns: i32): void {
  let column = 0;
  for (; column + 4 <= columns; column += 4) Tile.sum1x4(dy, transposed + bytes(column), to + bytes(column));
  for (; column < columns; column++) Tile.sum1x1(dy, transposed + bytes(column), to + bytes(column));
}
