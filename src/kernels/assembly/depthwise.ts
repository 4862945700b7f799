import { firstOf } from './parts';

/** First output column whose window has tap `tap` inside the image: the least o with o * stride + tap >= before. */
function firstInside(before: i32, tap: i32, stride: i32): i32 {
  return max(0, (before - tap + stride - 1) / stride);
}

/** One past the last output column, of `outputs`, whose window has tap `tap` inside an image of `size` columns. */
function endInside(size: i32, before: i32, tap: i32, stride: i32, outputs: i32): i32 {
  const room = size - 1 + before - tap;
  return room < 0 ? 0 : min(outputs, room / stride + 1);
}

/**
 * Gradient of a depthwise convolution with respect to its input: every position's dy, tap by tap, goes back to the
 * pixel under the tap. Channel i makes outputs i * m ... i * m + m - 1.
 *
 * @param dy [batch, oh, ow, c * m]; kernel [kh, kw, c, m]; dx [batch, h, w, c]
 * @param share of `shares` equal parts of the images
 */
export function depthwiseInputGradient(
  dy: usize,
  kernel: usize,
  dx: usize,
  batch: i32,
  h: i32,
  w: i32,
  c: i32,
  oh: i32,
  ow: i32,
  m: i32,
  kh: i32,
  kw: i32,
  strideH: i32,
  strideW: i32,
  top: i32,
  left: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  const lines = line * m;
  const last = firstOf(share + 1, batch, shares);
  for (let image = firstOf(share, batch, shares); image < last; image++) {
    memory.fill(dx + <usize>(image * h * w) * line, 0, <usize>(h * w) * line);
    for (let row = 0; row < oh; row++)
      for (let i = 0; i < kh; i++) {
        const y = row * strideH + i - top;
        if (y < 0 || y >= h) continue;
        for (let j = 0; j < kw; j++) {
          const first = firstInside(left, j, strideW);
          const end = endInside(w, left, j, strideW, ow);
          const from = dy + <usize>((image * oh + row) * ow + first) * lines;
          const to = dx + <usize>((image * h + y) * w + first * strideW + j - left) * line;
          const taps = kernel + <usize>(i * kw + j) * lines;
          if (m === 1) scatterRow(from, taps, to, end - first, line, strideW);
          else scatterRowTimes(from, taps, to, end - first, c, m, strideW);
        }
      }
  }
}

function scatterRow(from: usize, taps: usize, to: usize, columns: i32, line: usize, stride: i32): void {
  let at: usize = 0;
  for (; at + 16 <= line; at += 16) {
    const tap = v128.load(taps + at);
    let pixel = to + at;
    for (let column = 0; column < columns; column++) {
      const slope = v128.load(from + <usize>column * line + at);
      v128.store(pixel, f32x4.add(v128.load(pixel), f32x4.mul(slope, tap)));
      pixel += <usize>stride * line;
    }
  }
  for (; at < line; at += 4) {
    const tap = load<f32>(taps + at);
    for (let column = 0; column < columns; column++) {
      const pixel = to + <usize>(column * stride) * line + at;
      store<f32>(pixel, load<f32>(pixel) + load<f32>(from + <usize>column * line + at) * tap);
    }
  }
}

function scatterRowTimes(from: usize, taps: usize, to: usize, columns: i32, c: i32, m: i32, stride: i32): void {
  for (let column = 0; column < columns; column++)
    for (let channel = 0; channel < c; channel++) {
      const pixel = to + ((<usize>(column * stride * c + channel)) << 2);
      let sum = load<f32>(pixel);
      for (let q = 0; q < m; q++)
        sum +=
          load<f32>(from + ((<usize>((column * c + channel) * m + q)) << 2)) *
          load<f32>(taps + ((<usize>(channel * m + q)) << 2));
      store<f32>(pixel, sum);
    }
}

/**
 * Adds to the gradient of a depthwise convolution with respect to its kernel, zeroed before: dw[tap, i, q] += sum over
 * images and positions of the input under the tap times dy.
 *
 * @param x [batch, h, w, c]; dy [batch, oh, ow, c * m]; dw [kh, kw, c, m]
 * @param share of `shares` parts of the channels, in fours
 */
export function depthwiseFilterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  batch: i32,
  h: i32,
  w: i32,
  c: i32,
  oh: i32,
  ow: i32,
  m: i32,
  kh: i32,
  kw: i32,
  strideH: i32,
  strideW: i32,
  top: i32,
  left: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  const lines = line * m;
  const fours = (c + 3) >> 2;
  const firstChannel = firstOf(share, fours, shares) << 2;
  const lastChannel = min(c, firstOf(share + 1, fours, shares) << 2);
  if (firstChannel === lastChannel) return;
  for (let image = 0; image < batch; image++)
    for (let row = 0; row < oh; row++)
      for (let i = 0; i < kh; i++) {
        const y = row * strideH + i - top;
        if (y < 0 || y >= h) continue;
        for (let j = 0; j < kw; j++) {
          const first = firstInside(left, j, strideW);
          const columns = endInside(w, left, j, strideW, ow) - first;
          const under = x + <usize>((image * h + y) * w + first * strideW + j - left) * line;
          const slopes = dy + <usize>((image * oh + row) * ow + first) * lines;
          const taps = dw + <usize>(i * kw + j) * lines;
          if (m === 1) correlateRow(under, slopes, taps, columns, firstChannel, lastChannel, line, strideW);
          else correlateRowTimes(under, slopes, taps, columns, firstChannel, lastChannel, c, m, strideW);
        }
      }
}

function correlateRow(
  x: usize,
  dy: usize,
  dw: usize,
  columns: i32,
  first: i32,
  last: i32,
  line: usize,
  stride: i32,
): void {
  let channel = first;
  for (; channel + 4 <= last; channel += 4) {
    const at = (<usize>channel) << 2;
    let sum = v128.load(dw + at);
    for (let column = 0; column < columns; column++)
      sum = f32x4.add(
        sum,
        f32x4.mul(v128.load(x + <usize>(column * stride) * line + at), v128.load(dy + <usize>column * line + at)),
      );
    v128.store(dw + at, sum);
  }
  for (; channel < last; channel++) {
    const at = (<usize>channel) << 2;
    let sum = load<f32>(dw + at);
    for (let column = 0; column < columns; column++)
      sum += load<f32>(x + <usize>(column * stride) * line + at) * load<f32>(dy + <usize>column * line + at);
    store<f32>(dw + at, sum);
  }
}

function correlateRowTimes(
  x: usize,
  dy: usize,
  dw: usize,
  columns: i32,
  first: i32,
  last: i32,
  c: i32,
  m: i32,
  stride: i32,
): void {
  for (let column = 0; column < columns; column++)
    for (let channel = first; channel < last; channel++) {
      const value = load<f32>(x + ((<usize>(column * stride * c + channel)) << 2));
      for (let q = 0; q < m; q++) {
        const tap = dw + ((<usize>(channel * m + q)) << 2);
        store<f32>(tap, load<f32>(tap) + value * load<f32>(dy + ((<usize>((column * c + channel) * m + q)) << 2)));
      }
    }
}
