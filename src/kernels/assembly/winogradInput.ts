import { chunkStart } from './chunks';
import { Geometry } from './geometry';
import { bytes, four, loadUpTo4 } from './simd';

/**
 * Transforms the tiles of images: B^T d B.
 *
 * @param x [batch, height, width, channels]; tiles [blocks, 16, channels + 1, 4], zeroed
 * @param geometry of the convolution that reads the tiles
 * @param chunk of `chunks` equal ones of the images
 */
export function winogradInput(x: usize, tiles: usize, geometry: Geometry, chunk: i32, chunks: i32): void {
  const rows = (geometry.outHeight + 1) >> 1;
  const columns = (geometry.outWidth + 1) >> 1;
  const block = 16 * <usize>(geometry.channels + 1) * four;
  const last = chunkStart(chunk + 1, geometry.batch, chunks);
  for (let image = chunkStart(chunk, geometry.batch, chunks); image < last; image++) {
    const from = x + bytes(image * geometry.size);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const tile = (image * rows + row) * columns + column;
        const to = tiles + <usize>(tile >> 2) * block + bytes(tile & 3);
        transformTile(from, to, geometry, 2 * row - geometry.top, 2 * column - geometry.left);
      }
  }
}

/** All channels of the tile whose first pixel is at row y and column x. */
function transformTile(image: usize, to: usize, geometry: Geometry, y: i32, x: i32): void {
  const width = geometry.width;
  const pixel = bytes(geometry.channels);
  const component = <usize>(geometry.channels + 1) * four;
  for (let channel = 0; channel < geometry.channels; channel += 4) {
    const count = min(4, geometry.channels - channel);
    const rowA = rowAt(image, geometry, y);
    const rowB = rowAt(image, geometry, y + 1);
    const rowD = rowAt(image, geometry, y + 2);
    const rowE = rowAt(image, geometry, y + 3);
    for (let j = 0; j < 4; j++) {
      const a = transformedColumn(rowA, pixel, width, x, j, count);
      const b = transformedColumn(rowB, pixel, width, x, j, count);
      const d = transformedColumn(rowD, pixel, width, x, j, count);
      const e = transformedColumn(rowE, pixel, width, x, j, count);
      const at = to + <usize>j * component;
      storeLanes(at, f32x4.sub(a, d), count);
      storeLanes(at + 4 * component, f32x4.add(b, d), count);
      storeLanes(at + 8 * component, f32x4.sub(d, b), count);
      storeLanes(at + 12 * component, f32x4.sub(b, e), count);
    }
    image += four;
    to += 4 * four;
  }
}

/** Where row y of an image starts, 0 where it has none. */
function rowAt(image: usize, geometry: Geometry, y: i32): usize {
  return y < 0 || y >= geometry.height ? 0 : image + bytes(y * geometry.width * geometry.channels);
}

/** Column j of d B, in one row of the tile: a row of `width` pixels. */
function transformedColumn(row: usize, pixel: usize, width: i32, x: i32, j: i32, count: i32): v128 {
  if (!row) return f32x4.splat(0);
  const middle = pixelAt(row, pixel, width, x + 2, count);
  if (j === 0) return f32x4.sub(pixelAt(row, pixel, width, x, count), middle);
  const before = pixelAt(row, pixel, width, x + 1, count);
  if (j === 1) return f32x4.add(before, middle);
  if (j === 2) return f32x4.sub(middle, before);
  return f32x4.sub(before, pixelAt(row, pixel, width, x + 3, count));
}

function pixelAt(row: usize, pixel: usize, width: i32, x: i32, count: i32): v128 {
  return x < 0 || x >= width ? f32x4.splat(0) : loadUpTo4(row + <usize>x * pixel, count);
}

function storeLanes(to: usize, value: v128, count: i32): void {
  v128.store32_lane(to, value, 0);
  if (count > 1) v128.store32_lane(to, value, 1, 16);
  if (count > 2) v128.store32_lane(to, value, 2, 32);
  if (count > 3) v128.store32_lane(to, value, 3, 48);
}

/** Swaps two channels of tiles [blocks, 16, channels + 1, 4]. @param rows blocks times 16 */
export function winogradSwap(tiles: usize, rows: i32, channels: i32, a: i32, b: i32): void {
  const row = <usize>(channels + 1) * four;
  const end = tiles + <usize>rows * row;
  const toA = <usize>a * four;
  const toB = <usize>b * four;
  for (; tiles < end; tiles += row) {
    const value = v128.load(tiles + toA);
    v128.store(tiles + toA, v128.load(tiles + toB));
    v128.store(tiles + toB, value);
  }
}
