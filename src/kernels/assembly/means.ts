import { chunkStart } from './chunks';
import { bytes, four, madd } from './simd';

/** Images [images, positions, channels]. */
@unmanaged
class Positions {
  images: i32;
  positions: i32;
  channels: i32;
}

/**
 * The features of an auxiliary head: means over an image's positions of max(0, scale x + shift).
 *
 * @param x [images, positions, c]; factors scale and shift, [2, c]; y [images, c]
 * @param chunk of `chunks` equal ones of the images
 */
export function meanRelu(x: usize, factors: usize, y: usize, size: Positions, chunk: i32, chunks: i32): void {
  const positions = size.positions;
  const line = bytes(size.channels);
  const factor: f32 = 1 / <f32>positions;
  const factors4 = f32x4.splat(factor);
  const zero = f32x4.splat(0);
  const last = chunkStart(chunk + 1, size.images, chunks);
  for (let image = chunkStart(chunk, size.images, chunks); image < last; image++) {
    const from = x + <usize>(image * positions) * line;
    const to = y + <usize>image * line;
    let at: usize = 0;
    for (; at + four <= line; at += four) {
      const scale = v128.load(factors + at);
      const shift = v128.load(factors + line + at);
      let sum = f32x4.splat(0);
      for (let position = 0; position < positions; position++) {
        const value = madd(shift, v128.load(from + <usize>position * line + at), scale);
        sum = f32x4.add(sum, f32x4.pmax(value, zero));
      }
      v128.store(to + at, f32x4.mul(sum, factors4));
    }
    for (; at < line; at += 4) {
      let sum: f32 = 0;
      for (let position = 0; position < positions; position++)
        sum += max<f32>(
          0,
          load<f32>(from + <usize>position * line + at) * load<f32>(factors + at) + load<f32>(factors + line + at),
        );
      store<f32>(to + at, sum * factor);
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
  size: Positions,
  chunk: i32,
  chunks: i32,
): void {
  const positions = size.positions;
  const line = bytes(size.channels);
  const factor: f32 = 1 / <f32>positions;
  const zero = f32x4.splat(0);
  const last = chunkStart(chunk + 1, size.images, chunks);
  for (let image = chunkStart(chunk, size.images, chunks); image < last; image++) {
    const start = <usize>(image * positions) * line;
    let at: usize = 0;
    for (; at + four <= line; at += four) {
      const scale = v128.load(factors + at);
      const shift = v128.load(factors + line + at);
      const dMean = f32x4.mul(f32x4.mul(v128.load(dy + <usize>image * line + at), scale), f32x4.splat(factor));
      for (let position = 0; position < positions; position++) {
        const pixel = start + <usize>position * line + at;
        const value = madd(shift, v128.load(x + pixel), scale);
        v128.store(dx + pixel, v128.and(f32x4.gt(value, zero), dMean));
      }
    }
    for (; at < line; at += 4) {
      const scale = load<f32>(factors + at);
      const dMean = load<f32>(dy + <usize>image * line + at) * scale * factor;
      for (let position = 0; position < positions; position++) {
        const pixel = start + <usize>position * line + at;
        store<f32>(dx + pixel, load<f32>(x + pixel) * scale + load<f32>(factors + line + at) > 0 ? dMean : 0);
      }
    }
  }
}

/** Gradient of the means over images' positions: dy [images, channels]; dx [images, positions, channels], dy / positions. */
export function meanGradient(dy: usize, dx: usize, size: Positions, chunk: i32, chunks: i32): void {
  const factor: f32 = 1 / <f32>size.positions;
  const line = bytes(size.channels);
  const last = chunkStart(chunk + 1, size.images, chunks);
  for (let image = chunkStart(chunk, size.images, chunks); image < last; image++) {
    const from = dy + <usize>image * line;
    const first = dx + <usize>(image * size.positions) * line;
    for (let at: usize = 0; at < line; at += 4) store<f32>(first + at, load<f32>(from + at) * factor);
    for (let position = 1; position < size.positions; position++)
      memory.copy(first + <usize>position * line, first, line);
  }
}
