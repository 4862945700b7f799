import { chunkStart } from './chunks';
import { Geometry, Windows } from './geometry';
import { bytes, four, loadUpTo4, storeUpTo4 } from './simd';

/**
 * Max pooling over tiles that cover the images.
 *
 * @param x [batch, height, width, channels]; y [batch, outHeight, outWidth, channels]
 * @param chunk of `chunks` equal ones of the images
 */
export function maxPool(x: usize, y: usize, geometry: Geometry, chunk: i32, chunks: i32): void {
  const last = chunkStart(chunk + 1, geometry.batch, chunks);
  for (let image = chunkStart(chunk, geometry.batch, chunks); image < last; image++)
    maxPoolImage(x + bytes(image * geometry.size), y + bytes(image * geometry.outSize), geometry, 1);
}

/**
 * Max pooling of an image, or of four in lanes. The last four numbers of a pixel may be some that were computed before.
 *
 * @param lanes 1 or 4: images side by side, which are pooled as one of so many times the channels
 */
export function maxPoolImage(x: usize, y: usize, windows: Windows, lanes: i32): void {
  const atOnce = min(4, windows.channels * lanes);
  const line = bytes(windows.channels * lanes);
  const row = bytes(windows.row * lanes);
  const lastFour = line - bytes(atOnce);
  const kernelHeight = windows.kernelHeight;
  const kernelWidth = windows.kernelWidth;
  for (let i = 0; i < windows.outHeight; i++) {
    let tile = x + <usize>(i * kernelHeight) * row;
    let to = y + bytes(i * windows.outRow * lanes);
    for (let j = 0; j < windows.outWidth; j++) {
      for (let start: usize = 0; start < line; start += four) {
        const at = min(start, lastFour);
        let top = loadUpTo4(tile + at, atOnce);
        for (let down = 0; down < kernelHeight; down++) {
          let pixel = tile + at + <usize>down * row;
          for (let right = 0; right < kernelWidth; right++) {
            top = f32x4.pmax(top, loadUpTo4(pixel, atOnce));
            pixel += line;
          }
        }
        storeUpTo4(to + at, top, atOnce);
      }
      tile += <usize>kernelWidth * line;
      to += line;
    }
  }
}

/** Means over all positions of an image, or of four in lanes: x [kernelHeight, kernelWidth, channels]; y [channels]. */
export function meanOfImage(x: usize, y: usize, windows: Windows, lanes: i32): void {
  const line = bytes(windows.channels * lanes);
  const positions = windows.kernelHeight * windows.kernelWidth;
  const factor = f32x4.splat(1 / <f32>positions);
  for (let at: usize = 0; at < line; at += four) {
    const left = <i32>((line - at) >> 2);
    let sum = f32x4.splat(0);
    for (let position = 0; position < positions; position++)
      sum = f32x4.add(sum, loadUpTo4(x + <usize>position * line + at, left));
    storeUpTo4(y + at, f32x4.mul(sum, factor), left);
  }
}

/**
 * Gradient of a max pooling over tiles: dy goes to the pixels that equal their tile's maximum, in equal parts.
 *
 * @param x, dx [batch, height, width, channels]; y, dy [batch, outHeight, outWidth, channels]
 * @param chunk of `chunks` equal ones of the images
 */
export function maxPoolGradient(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  geometry: Geometry,
  chunk: i32,
  chunks: i32,
): void {
  const outWidth = geometry.outWidth;
  const line = bytes(geometry.channels);
  const last = chunkStart(chunk + 1, geometry.batch, chunks) * geometry.outHeight;
  for (let row = chunkStart(chunk, geometry.batch, chunks) * geometry.outHeight; row < last; row++)
    for (let column = 0; column < outWidth; column++) {
      const out = <usize>(row * outWidth + column) * line;
      const first = row * geometry.kernelHeight * geometry.width + column * geometry.kernelWidth;
      const tile = <usize>first * line;
      let at: usize = 0;
      for (; at + four <= line; at += four)
        shareFour(x + tile + at, v128.load(y + out + at), v128.load(dy + out + at), dx + tile + at, geometry);
      for (; at < line; at += 4)
        shareOne(x + tile + at, load<f32>(y + out + at), load<f32>(dy + out + at), dx + tile + at, geometry);
    }
}

/** Shares four channels' gradients of a tile out. @param top the tile's maxima */
function shareFour(x: usize, top: v128, dy: v128, dx: usize, geometry: Geometry): void {
  const line = bytes(geometry.channels);
  const row = <usize>geometry.width * line;
  const height = <usize>geometry.kernelHeight * row;
  const width = <usize>geometry.kernelWidth * line;
  const one = f32x4.splat(1);
  let count = f32x4.splat(0);
  for (let i: usize = 0; i < height; i += row)
    for (let j: usize = 0; j < width; j += line)
      count = f32x4.add(count, v128.and(f32x4.eq(v128.load(x + i + j), top), one));
  const part = f32x4.div(dy, count);
  for (let i: usize = 0; i < height; i += row)
    for (let j: usize = 0; j < width; j += line)
      v128.store(dx + i + j, v128.and(f32x4.eq(v128.load(x + i + j), top), part));
}

function shareOne(x: usize, top: f32, dy: f32, dx: usize, geometry: Geometry): void {
  const line = bytes(geometry.channels);
  const row = <usize>geometry.width * line;
  const height = <usize>geometry.kernelHeight * row;
  const width = <usize>geometry.kernelWidth * line;
  let count: f32 = 0;
  for (let i: usize = 0; i < height; i += row)
    for (let j: usize = 0; j < width; j += line) if (load<f32>(x + i + j) === top) count += 1;
  const part = dy / count;
  for (let i: usize = 0; i < height; i += row)
    for (let j: usize = 0; j < width; j += line) store<f32>(dx + i + j, load<f32>(x + i + j) === top ? part : 0);
}
