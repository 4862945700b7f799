import { clamp, firstOf, storePart } from './parts';

/** Outputs computed at a time where `left` are still to come: 12 where that spares a mostly empty group of 8. */
function groupOf(left: i32, ow: i32): i32 {
  return left > 8 && left <= 12 && ow > 1 ? 12 : 8;
}

/**
 * Lays a kernel [k, co] out for `convolution` to images of width `ow`: for every group of its columns their biases, then
 * its k rows, with zeros where co ends before the group. `bias` is 0 for none.
 */
export function packKernel(kernel: usize, bias: usize, packed: usize, k: i32, co: i32, ow: i32): void {
  let group = 8;
  for (let column = 0; column < co; column += group) {
    group = groupOf(co - column, ow);
    const columns = min(group, co - column);
    const size = (<usize>group) << 2;
    if (bias) copyColumns(bias + (column << 2), packed, columns, size);
    else memory.fill(packed, 0, size);
    packed += size;
    for (let row = 0; row < k; row++) {
      copyColumns(kernel + ((<usize>(row * co + column)) << 2), packed, columns, size);
      packed += size;
    }
  }
}

/** Copies some numbers, with zeros after them up to `size` bytes. */
function copyColumns(from: usize, to: usize, columns: i32, size: usize): void {
  if (columns === 8) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    return;
  }
  memory.fill(to, 0, size);
  memory.copy(to, from, columns << 2);
}

/**
 * Convolution, bias and activation: images are split among threads.
 *
 * @param x [batch, h, w, ci]; packed from `packKernel`; y [batch, oh, ow, co]
 * @param padded room for (oh - 1) * stride + kh rows of (ow - 1) * stride + kw pixels
 * @param relu how y is activated: 0 not at all, 1 at least zero, 2 between zero and six
 */
export function convolution(
  x: usize,
  packed: usize,
  y: usize,
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
  relu: i32,
  share: i32,
  shares: i32,
): void {
  const firstImage = firstOf(share, batch, shares);
  const lastImage = firstOf(share + 1, batch, shares);
  if (firstImage === lastImage) return;
  const window = kw * ci;
  const step = strideW * ci;
  const paddedHeight = (oh - 1) * strideH + kh;
  const paddedRow = ((ow - 1) * strideW + kw) * ci;
  const usedHeight = min(h, paddedHeight - top);
  const usedRow = min(w * ci, paddedRow - left * ci);
  const isWhole = top === 0 && left === 0 && paddedRow === w * ci && usedHeight === paddedHeight;
  if (!isWhole) memory.fill(padded, 0, (<usize>(paddedHeight * paddedRow)) << 2);
  for (let image = firstImage; image < lastImage; image++) {
    let from = x + ((<usize>(image * h * w * ci)) << 2);
    if (!isWhole) {
      for (let row = 0; row < usedHeight; row++)
        memory.copy(
          padded + ((<usize>((top + row) * paddedRow + left * ci)) << 2),
          from + ((<usize>(row * w * ci)) << 2),
          (<usize>usedRow) << 2,
        );
      from = padded;
    }
    const to = y + ((<usize>(image * oh * ow * co)) << 2);
    convolveImage(from, packed, to, oh, ow, co, kh, window, paddedRow, strideH * paddedRow, step, ow * co, relu);
  }
}

/**
 * Convolves one padded image.
 *
 * @param window floats of a window's row: kw * ci
 * @param paddedRow floats of the image's rows; `rowStep` and `step` those between windows below and beside each other
 * @param outRow floats between the starts of two rows of y
 */
export function convolveImage(
  x: usize,
  packed: usize,
  y: usize,
  oh: i32,
  ow: i32,
  co: i32,
  kh: i32,
  window: i32,
  paddedRow: i32,
  rowStep: i32,
  step: i32,
  outRow: i32,
  relu: i32,
): void {
  const lowest = f32x4.splat(relu ? 0 : -f32.MAX_VALUE);
  const highest = f32x4.splat(relu === 2 ? 6 : f32.MAX_VALUE);
  let group = 8;
  for (let column = 0; column < co; column += group) {
    group = groupOf(co - column, ow);
    const columns = min(group, co - column);
    for (let row = 0; row < oh; row++) {
      let at = x + ((<usize>(row * rowStep)) << 2);
      let to = y + ((<usize>(row * outRow + column)) << 2);
      let position = 0;
      if (group === 12) {
        for (; position + 2 <= ow; position += 2) {
          convolve2x12(at, packed, to, kh, window, paddedRow, step, co, columns, lowest, highest);
          at += (<usize>(2 * step)) << 2;
          to += (<usize>(2 * co)) << 2;
        }
        if (position < ow) {
          const line = (<usize>co) << 2;
          at -= (<usize>step) << 2;
          convolve2x12(at, packed, to - line, kh, window, paddedRow, step, co, columns, lowest, highest);
        }
        continue;
      }
      for (; position + 4 <= ow; position += 4) {
        convolve4x8(at, packed, to, kh, window, paddedRow, step, co, columns, lowest, highest);
        at += (<usize>(4 * step)) << 2;
        to += (<usize>(4 * co)) << 2;
      }
      for (; position < ow; position++) {
        convolve1x8(at, packed, to, kh, window, paddedRow, columns, lowest, highest);
        at += (<usize>step) << 2;
        to += (<usize>co) << 2;
      }
    }
    packed += (<usize>((kh * window + 1) * group)) << 2;
  }
}

function convolve4x8(
  x: usize,
  packed: usize,
  y: usize,
  kh: i32,
  window: i32,
  paddedRow: i32,
  columnStep: i32,
  co: i32,
  columns: i32,
  lowest: v128,
  highest: v128,
): void {
  const step = (<usize>columnStep) << 2;
  const next = (<usize>co) << 2;
  let a0 = v128.load(packed);
  let a1 = v128.load(packed, 16);
  let b0 = a0;
  let b1 = a1;
  let c0 = a0;
  let c1 = a1;
  let d0 = a0;
  let d1 = a1;
  packed += 32;
  for (let tap = 0; tap < kh; tap++) {
    let from = x + ((<usize>(tap * paddedRow)) << 2);
    for (let row = 0; row < window; row++) {
      const w0 = v128.load(packed);
      const w1 = v128.load(packed, 16);
      const x0 = v128.load_splat<f32>(from);
      a0 = f32x4.add(a0, f32x4.mul(x0, w0));
      a1 = f32x4.add(a1, f32x4.mul(x0, w1));
      const x1 = v128.load_splat<f32>(from + step);
      b0 = f32x4.add(b0, f32x4.mul(x1, w0));
      b1 = f32x4.add(b1, f32x4.mul(x1, w1));
      const x2 = v128.load_splat<f32>(from + 2 * step);
      c0 = f32x4.add(c0, f32x4.mul(x2, w0));
      c1 = f32x4.add(c1, f32x4.mul(x2, w1));
      const x3 = v128.load_splat<f32>(from + 3 * step);
      d0 = f32x4.add(d0, f32x4.mul(x3, w0));
      d1 = f32x4.add(d1, f32x4.mul(x3, w1));
      from += 4;
      packed += 32;
    }
  }
  storeColumns(y, a0, a1, columns, lowest, highest);
  storeColumns(y + next, b0, b1, columns, lowest, highest);
  storeColumns(y + 2 * next, c0, c1, columns, lowest, highest);
  storeColumns(y + 3 * next, d0, d1, columns, lowest, highest);
}

function convolve2x12(
  x: usize,
  packed: usize,
  y: usize,
  kh: i32,
  window: i32,
  paddedRow: i32,
  columnStep: i32,
  co: i32,
  columns: i32,
  lowest: v128,
  highest: v128,
): void {
  const step = (<usize>columnStep) << 2;
  const next = (<usize>co) << 2;
  let a0 = v128.load(packed);
  let a1 = v128.load(packed, 16);
  let a2 = v128.load(packed, 32);
  let b0 = a0;
  let b1 = a1;
  let b2 = a2;
  packed += 48;
  for (let tap = 0; tap < kh; tap++) {
    let from = x + ((<usize>(tap * paddedRow)) << 2);
    for (let row = 0; row < window; row++) {
      const w0 = v128.load(packed);
      const w1 = v128.load(packed, 16);
      const w2 = v128.load(packed, 32);
      const x0 = v128.load_splat<f32>(from);
      a0 = f32x4.add(a0, f32x4.mul(x0, w0));
      a1 = f32x4.add(a1, f32x4.mul(x0, w1));
      a2 = f32x4.add(a2, f32x4.mul(x0, w2));
      const x1 = v128.load_splat<f32>(from + step);
      b0 = f32x4.add(b0, f32x4.mul(x1, w0));
      b1 = f32x4.add(b1, f32x4.mul(x1, w1));
      b2 = f32x4.add(b2, f32x4.mul(x1, w2));
      from += 4;
      packed += 48;
    }
  }
  storeColumns(y, a0, a1, 8, lowest, highest);
  storePart(y + 32, clamp(a2, lowest, highest), columns - 8);
  storeColumns(y + next, b0, b1, 8, lowest, highest);
  storePart(y + next + 32, clamp(b2, lowest, highest), columns - 8);
}

function convolve1x8(
  x: usize,
  packed: usize,
  y: usize,
  kh: i32,
  window: i32,
  paddedRow: i32,
  columns: i32,
  lowest: v128,
  highest: v128,
): void {
  let a0 = v128.load(packed);
  let a1 = v128.load(packed, 16);
  packed += 32;
  for (let tap = 0; tap < kh; tap++) {
    let from = x + ((<usize>(tap * paddedRow)) << 2);
    for (let row = 0; row < window; row++) {
      const x0 = v128.load_splat<f32>(from);
      a0 = f32x4.add(a0, f32x4.mul(x0, v128.load(packed)));
      a1 = f32x4.add(a1, f32x4.mul(x0, v128.load(packed, 16)));
      from += 4;
      packed += 32;
    }
  }
  storeColumns(y, a0, a1, columns, lowest, highest);
}

/** Activates and stores up to eight outputs. */
function storeColumns(y: usize, first: v128, second: v128, columns: i32, lowest: v128, highest: v128): void {
  first = clamp(first, lowest, highest);
  second = clamp(second, lowest, highest);
  if (columns === 8) {
    v128.store(y, first);
    v128.store(y, second, 16);
    return;
  }
  if (columns >= 4) {
    v128.store(y, first);
    y += 16;
    columns -= 4;
    first = second;
  }
  if (columns > 0) v128.store_lane<f32>(y, first, 0);
  if (columns > 1) v128.store_lane<f32>(y, first, 1, 4);
  if (columns > 2) v128.store_lane<f32>(y, first, 2, 8);
}
