import { firstOf } from './parts';

/**
 * Writes the gradient of a convolution with respect to its input: each output position adds, to the window that it
 * read, its gradient times the kernel. Windows are `kw * ci` floats side by side in a padded image, so each kernel row
 * is a matrix product of positions by `kw * ci` columns; images are split among threads.
 *
 * @param dy [batch, oh, ow, co]; turned the kernel as [kh, co, kw * ci]; dx [batch, h, w, ci]
 * @param padded room for (oh - 1) * stride + kh rows of (ow - 1) * stride + kw pixels
 * @param share of `shares` equal parts of the images
 */
export function inputGradient(
  dy: usize,
  turned: usize,
  dx: usize,
  padded: usize,
  batch: i32,
  h: i32,
  w: i32,
  ci: i32,
  oh: i32,
  ow: i32,
  co: i32,
  kh: i32,
  kw: i32,
  strideH: i32,
  strideW: i32,
  top: i32,
  left: i32,
  share: i32,
  shares: i32,
): void {
  const window = kw * ci;
  const paddedHeight = (oh - 1) * strideH + kh;
  const paddedRow = ((ow - 1) * strideW + kw) * ci;
  const usedHeight = min(h, paddedHeight - top);
  const usedRow = min(w * ci, paddedRow - left * ci);
  const lastImage = firstOf(share + 1, batch, shares);
  for (let image = firstOf(share, batch, shares); image < lastImage; image++) {
    memory.fill(padded, 0, (<usize>(paddedHeight * paddedRow)) << 2);
    const from = dy + ((<usize>(image * oh * ow * co)) << 2);
    for (let tap = 0; tap < kh; tap++)
      for (let column = 0; column < window; column += 8)
        spreadColumns(
          from,
          turned + ((<usize>(tap * co * window + column)) << 2),
          padded + ((<usize>(tap * paddedRow + column)) << 2),
          min(8, window - column),
          oh,
          ow,
          co,
          window,
          paddedRow * strideH,
          strideW * ci,
        );
    const to = dx + ((<usize>(image * h * w * ci)) << 2);
    memory.fill(to, 0, (<usize>(h * w * ci)) << 2);
    for (let row = 0; row < usedHeight; row++)
      memory.copy(
        to + ((<usize>(row * w * ci)) << 2),
        padded + ((<usize>((top + row) * paddedRow + left * ci)) << 2),
        (<usize>usedRow) << 2,
      );
  }
}

/** Up to 8 columns of one kernel row, for all positions; `rowStep` and `columnStep` are floats between windows. */
function spreadColumns(
  dy: usize,
  turned: usize,
  to: usize,
  columns: i32,
  oh: i32,
  ow: i32,
  co: i32,
  window: i32,
  rowStep: i32,
  columnStep: i32,
): void {
  const step = (<usize>columnStep) << 2;
  const next = (<usize>co) << 2;
  for (let row = 0; row < oh; row++) {
    let target = to + ((<usize>(row * rowStep)) << 2);
    let position = 0;
    if (columns === 8)
      for (; position + 4 <= ow; position += 4) {
        spread4x8(dy, turned, target, co, window, step);
        dy += 4 * next;
        target += 4 * step;
      }
    for (; position < ow; position++) {
      let column = 0;
      for (; column + 4 <= columns; column += 4)
        spread1x4(dy, turned + (column << 2), target + (column << 2), co, window);
      for (; column < columns; column++) spread1x1(dy, turned + (column << 2), target + (column << 2), co, window);
      dy += next;
      target += step;
    }
  }
}

function spread4x8(dy: usize, turned: usize, to: usize, co: i32, window: i32, step: usize): void {
  const next = (<usize>co) << 2;
  const line = (<usize>window) << 2;
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let c0 = f32x4.splat(0);
  let c1 = f32x4.splat(0);
  let d0 = f32x4.splat(0);
  let d1 = f32x4.splat(0);
  for (let channel = 0; channel < co; channel++) {
    const w0 = v128.load(turned);
    const w1 = v128.load(turned, 16);
    const y0 = v128.load_splat<f32>(dy);
    a0 = f32x4.add(a0, f32x4.mul(y0, w0));
    a1 = f32x4.add(a1, f32x4.mul(y0, w1));
    const y1 = v128.load_splat<f32>(dy + next);
    b0 = f32x4.add(b0, f32x4.mul(y1, w0));
    b1 = f32x4.add(b1, f32x4.mul(y1, w1));
    const y2 = v128.load_splat<f32>(dy + 2 * next);
    c0 = f32x4.add(c0, f32x4.mul(y2, w0));
    c1 = f32x4.add(c1, f32x4.mul(y2, w1));
    const y3 = v128.load_splat<f32>(dy + 3 * next);
    d0 = f32x4.add(d0, f32x4.mul(y3, w0));
    d1 = f32x4.add(d1, f32x4.mul(y3, w1));
    dy += 4;
    turned += line;
  }
  addTo(to, a0, a1);
  addTo(to + step, b0, b1);
  addTo(to + 2 * step, c0, c1);
  addTo(to + 3 * step, d0, d1);
}

/** Windows may overlap, so each is read, added to and stored before the next. */
function addTo(to: usize, first: v128, second: v128): void {
  v128.store(to, f32x4.add(v128.load(to), first));
  v128.store(to, f32x4.add(v128.load(to, 16), second), 16);
}

function spread1x4(dy: usize, turned: usize, to: usize, co: i32, window: i32): void {
  const line = (<usize>window) << 2;
  let sum = v128.load(to);
  for (let channel = 0; channel < co; channel++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(dy), v128.load(turned)));
    dy += 4;
    turned += line;
  }
  v128.store(to, sum);
}

function spread1x1(dy: usize, turned: usize, to: usize, co: i32, window: i32): void {
  const line = (<usize>window) << 2;
  let sum = load<f32>(to);
  for (let channel = 0; channel < co; channel++) {
    sum += load<f32>(dy) * load<f32>(turned);
    dy += 4;
    turned += line;
  }
  store<f32>(to, sum);
}
