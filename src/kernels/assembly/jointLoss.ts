import { addLine, rowsPerSum } from './channels';
import { firstOf } from './parts';

/**
 * The gradient of the joint loss for a layer's output, (o - b) / Q + lambda g, with the sums that go with it: of the
 * gradient, for the bias, and of (o - b)^2, for the reconstruction loss.
 *
 * @param o, b, g, slope [rows, c]; factors 1 / Q and lambda
 * @param sums [shares, 4, c]: of the gradient and of the squares, and room for those of a block of rows
 * @param share of `shares` equal parts of the rows
 */
export function jointSlope(
  o: usize,
  b: usize,
  g: usize,
  factors: usize,
  slope: usize,
  sums: usize,
  rows: i32,
  c: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  sums += <usize>share * 4 * line;
  memory.fill(sums, 0, 2 * line);
  const block = sums + 2 * line;
  const last = firstOf(share + 1, rows, shares);
  for (let start = firstOf(share, rows, shares); start < last; start += rowsPerSum) {
    memory.fill(block, 0, 2 * line);
    const end = min(last, start + rowsPerSum);
    for (let row = start; row < end; row++) {
      const at = <usize>row * line;
      slopeRow(o + at, b + at, g + at, factors, slope + at, block, line);
    }
    addLine(sums, block, 2 * line);
  }
}

function slopeRow(o: usize, b: usize, g: usize, factors: usize, slope: usize, sums: usize, line: usize): void {
  const share = v128.load_splat<f32>(factors);
  const lambda = v128.load_splat<f32>(factors, 4);
  const squares = sums + line;
  let at: usize = 0;
  for (; at + 16 <= line; at += 16) {
    const error = f32x4.sub(v128.load(o + at), v128.load(b + at));
    const value = f32x4.add(f32x4.mul(error, share), f32x4.mul(v128.load(g + at), lambda));
    v128.store(slope + at, value);
    v128.store(sums + at, f32x4.add(v128.load(sums + at), value));
    v128.store(squares + at, f32x4.add(v128.load(squares + at), f32x4.mul(error, error)));
  }
  for (; at < line; at += 4) {
    const error = load<f32>(o + at) - load<f32>(b + at);
    const value = error * load<f32>(factors) + load<f32>(g + at) * load<f32>(factors, 4);
    store<f32>(slope + at, value);
    store<f32>(sums + at, load<f32>(sums + at) + value);
    store<f32>(squares + at, load<f32>(squares + at) + error * error);
  }
}

/**
 * The features of an auxiliary head: means over an image's positions of max(0, scale x + shift).
 *
 * @param x [images, positions, c]; factors scale and shift, [2, c]; y [images, c]
 * @param share of `shares` equal parts of the images
 */
export function meanRelu(
  x: usize,
  factors: usize,
  y: usize,
  images: i32,
  positions: i32,
  c: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  const part: f32 = 1 / <f32>positions;
  const parts = f32x4.splat(part);
  const zero = f32x4.splat(0);
  const last = firstOf(share + 1, images, shares);
  for (let image = firstOf(share, images, shares); image < last; image++) {
    const from = x + <usize>(image * positions) * line;
    const to = y + <usize>image * line;
    let at: usize = 0;
    for (; at + 16 <= line; at += 16) {
      const scale = v128.load(factors + at);
      const shift = v128.load(factors + line + at);
      let sum = f32x4.splat(0);
      for (let position = 0; position < positions; position++) {
        const value = f32x4.add(f32x4.mul(v128.load(from + <usize>position * line + at), scale), shift);
        sum = f32x4.add(sum, f32x4.pmax(value, zero));
      }
      v128.store(to + at, f32x4.mul(sum, parts));
    }
    for (; at < line; at += 4) {
      let sum: f32 = 0;
      for (let position = 0; position < positions; position++)
        sum += max<f32>(
          0,
          load<f32>(from + <usize>position * line + at) * load<f32>(factors + at) + load<f32>(factors + line + at),
        );
      store<f32>(to + at, sum * part);
    }
  }
}

/**
 * Gradient of `meanRelu` for x: scale dy / positions where scale x + shift is above zero.
 *
 * @param x, dx [images, positions, c]; factors [2, c]; dy [images, c]
 */
export function meanReluGradient(
  x: usize,
  factors: usize,
  dy: usize,
  dx: usize,
  images: i32,
  positions: i32,
  c: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  const part: f32 = 1 / <f32>positions;
  const zero = f32x4.splat(0);
  const last = firstOf(share + 1, images, shares);
  for (let image = firstOf(share, images, shares); image < last; image++) {
    const start = <usize>(image * positions) * line;
    let at: usize = 0;
    for (; at + 16 <= line; at += 16) {
      const scale = v128.load(factors + at);
      const shift = v128.load(factors + line + at);
      const slope = f32x4.mul(f32x4.mul(v128.load(dy + <usize>image * line + at), scale), f32x4.splat(part));
      for (let position = 0; position < positions; position++) {
        const pixel = start + <usize>position * line + at;
        const value = f32x4.add(f32x4.mul(v128.load(x + pixel), scale), shift);
        v128.store(dx + pixel, v128.and(f32x4.gt(value, zero), slope));
      }
    }
    for (; at < line; at += 4) {
      const scale = load<f32>(factors + at);
      const slope = load<f32>(dy + <usize>image * line + at) * scale * part;
      for (let position = 0; position < positions; position++) {
        const pixel = start + <usize>position * line + at;
        store<f32>(dx + pixel, load<f32>(x + pixel) * scale + load<f32>(factors + line + at) > 0 ? slope : 0);
      }
    }
  }
}
