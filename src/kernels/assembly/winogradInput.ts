import { firstOf, four, loadPart } from './parts';

/**
 * Transforms the windows of images: B^T d B.
 *
 * @param x [batch, h, w, c]; windows [blocks, 16, c + 1, 4], zeroed
 * @param rows, columns windows down and across an image
 * @param top, left rows and columns of zeros before the image
 * @param share of `shares` equal parts of the images
 */
export function winogradInput(
  x: usize,
  windows: usize,
  batch: i32,
  h: i32,
  w: i32,
  c: i32,
  rows: i32,
  columns: i32,
  top: i32,
  left: i32,
  share: i32,
  shares: i32,
): void {
  const component = <usize>(c + 1) * four;
  const last = firstOf(share + 1, batch, shares);
  for (let image = firstOf(share, batch, shares); image < last; image++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const window = (image * rows + row) * columns + column;
        const to = windows + <usize>(window >> 2) * 16 * component + ((<usize>(window & 3)) << 2);
        const from = x + ((<usize>(image * h * w * c)) << 2);
        for (let channel = 0; channel < c; channel += 4)
          transformWindow(
            from + (channel << 2),
            to + <usize>channel * four,
            component,
            h,
            w,
            c,
            2 * row - top,
            2 * column - left,
            min(4, c - channel),
          );
      }
}

function pixel(image: usize, h: i32, w: i32, c: i32, y: i32, x: i32, count: i32): v128 {
  if (y < 0 || y >= h || x < 0 || x >= w) return f32x4.splat(0);
  return loadPart(image + ((<usize>((y * w + x) * c)) << 2), count);
}

function transformWindow(
  image: usize,
  to: usize,
  component: usize,
  h: i32,
  w: i32,
  c: i32,
  y: i32,
  x: i32,
  count: i32,
): void {
  for (let j = 0; j < 4; j++) {
    const a = transformedColumn(image, h, w, c, y, x, j, count);
    const b = transformedColumn(image, h, w, c, y + 1, x, j, count);
    const d = transformedColumn(image, h, w, c, y + 2, x, j, count);
    const e = transformedColumn(image, h, w, c, y + 3, x, j, count);
    const at = to + <usize>j * component;
    storeLanes(at, f32x4.sub(a, d), count);
    storeLanes(at + 4 * component, f32x4.add(b, d), count);
    storeLanes(at + 8 * component, f32x4.sub(d, b), count);
    storeLanes(at + 12 * component, f32x4.sub(b, e), count);
  }
}

/** Column j of d B, in one row of the window. */
function transformedColumn(image: usize, h: i32, w: i32, c: i32, y: i32, x: i32, j: i32, count: i32): v128 {
  const middle = pixel(image, h, w, c, y, x + 2, count);
  if (j === 0) return f32x4.sub(pixel(image, h, w, c, y, x, count), middle);
  const before = pixel(image, h, w, c, y, x + 1, count);
  if (j === 1) return f32x4.add(before, middle);
  if (j === 2) return f32x4.sub(middle, before);
  return f32x4.sub(before, pixel(image, h, w, c, y, x + 3, count));
}

function storeLanes(to: usize, value: v128, count: i32): void {
  v128.store32_lane(to, value, 0);
  if (count > 1) v128.store32_lane(to, value, 1, 16);
  if (count > 2) v128.store32_lane(to, value, 2, 32);
  if (count > 3) v128.store32_lane(to, value, 3, 48);
}

/** Swaps two channels of windows [blocks, 16, c + 1, 4]. @param rows blocks times 16 */
export function winogradSwap(windows: usize, rows: i32, c: i32, a: i32, b: i32): void {
  const row = <usize>(c + 1) * four;
  const end = windows + <usize>rows * row;
  const toA = <usize>a * four;
  const toB = <usize>b * four;
  for (; windows < end; windows += row) {
    const value = v128.load(windows + toA);
    v128.store(windows + toA, v128.load(windows + toB));
    v128.store(windows + toB, value);
  }
}
