import { chunkStart } from './chunks';
import { Geometry } from './geometry';
import { bytes, four, madd } from './simd';

/** First output column whose window has tap `tap` inside the image: the least o with o * stride + tap >= before. */
function firstInside(before: i32, tap: i32, stride: i32): i32 {
  return max(0, (before - tap + stride - 1) / stride);
}

/** One past the last output column, of `outputs`, whose window has tap `tap` inside an image of `size` columns. */
function endInside(size: i32, before: i32, tap: i32, stride: i32, outputs: i32): i32 {
  const span = size - 1 + before - tap;
  return span < 0 ? 0 : min(outputs, span / stride + 1);
}

/**
 * Gradient of a depthwise convolution with respect to its input: every position's dy, tap by tap, goes back to the
 * pixel under the tap. Channel i makes outputs i * m ... i * m + m - 1, where m is outChannels / channels.
 *
 * @param dy [batch, outHeight, outWidth, outChannels]; kernel [kernelHeight, kernelWidth, outChannels]
 * @param dx [batch, height, width, channels]
 * @param chunk of `chunks` equal ones of the images
 */
export function depthwiseInputGradient(
  dy: usize,
  kernel: usize,
  dx: usize,
  geometry: Geometry,
  chunk: i32,
  chunks: i32,
): void {
  const last = chunkStart(chunk + 1, geometry.batch, chunks);
  for (let image = chunkStart(chunk, geometry.batch, chunks); image < last; image++) {
    const to = dx + bytes(image * geometry.size);
    memory.fill(to, 0, bytes(geometry.size));
    for (let row = 0; row < geometry.outHeight; row++)
      for (let i = 0; i < geometry.kernelHeight; i++) {
        const y = row * geometry.strideHeight + i - geometry.top;
        if (y < 0 || y >= geometry.height) continue;
        const from = dy + bytes((image * geometry.outHeight + row) * geometry.outWidth * geometry.outChannels);
        const taps = kernel + bytes(i * geometry.kernelWidth * geometry.outChannels);
        scatterAddRow(from, taps, to + bytes(y * geometry.width * geometry.channels), geometry);
      }
  }
}

/** Adds an output row's dy times a row of taps to the pixels under them. */
function scatterAddRow(dy: usize, taps: usize, dx: usize, geometry: Geometry): void {
  const stride = geometry.strideWidth;
  const line = bytes(geometry.channels);
  const outLine = bytes(geometry.outChannels);
  for (let j = 0; j < geometry.kernelWidth; j++) {
    const first = firstInside(geometry.left, j, stride);
    const columns = endInside(geometry.width, geometry.left, j, stride, geometry.outWidth) - first;
    const from = dy + <usize>first * outLine;
    const to = dx + <usize>(first * stride + j - geometry.left) * line;
    const tap = taps + <usize>j * outLine;
    if (outLine === line) scatterAddTap(from, tap, to, columns, line, stride);
    else scatterAddTaps(from, tap, to, columns, geometry);
  }
}

/** One tap of as many outputs as channels. @param line bytes of a pixel */
function scatterAddTap(dy: usize, taps: usize, dx: usize, columns: i32, line: usize, stride: i32): void {
  const step = <usize>stride * line;
  let at: usize = 0;
  for (; at + four <= line; at += four) {
    const tap = v128.load(taps + at);
    let pixel = dx + at;
    let from = dy + at;
    for (let column = 0; column < columns; column++) {
      v128.store(pixel, madd(v128.load(pixel), v128.load(from), tap));
      pixel += step;
      from += line;
    }
  }
  for (; at < line; at += 4) {
    const tap = load<f32>(taps + at);
    for (let column = 0; column < columns; column++) {
      const pixel = dx + <usize>column * step + at;
      store<f32>(pixel, load<f32>(pixel) + load<f32>(dy + <usize>column * line + at) * tap);
    }
  }
}

/** One tap of several outputs a channel. */
function scatterAddTaps(dy: usize, taps: usize, dx: usize, columns: i32, geometry: Geometry): void {
  const line = bytes(geometry.channels);
  const outputs = bytes(geometry.outChannels / geometry.channels);
  const step = bytes(geometry.columnStep);
  for (let column = 0; column < columns; column++) {
    let tap = taps;
    for (let at: usize = 0; at < line; at += 4) {
      let sum = load<f32>(dx + at);
      for (const end = tap + outputs; tap < end; tap += 4) {
        sum += load<f32>(dy) * load<f32>(tap);
        dy += 4;
      }
      store<f32>(dx + at, sum);
    }
    dx += step;
  }
}

/**
 * Adds to the gradient of a depthwise convolution with respect to its kernel, zeroed before: dw[tap, i, q] += sum over
 * images and positions of the input under the tap times dy.
 *
 * @param x [batch, height, width, channels]; dy [batch, outHeight, outWidth, outChannels]
 * @param dw [kernelHeight, kernelWidth, outChannels]
 * @param chunk of `chunks` parts of the channels, in fours
 */
export function depthwiseFilterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  geometry: Geometry,
  chunk: i32,
  chunks: i32,
): void {
  const fours = (geometry.channels + 3) >> 2;
  const first = chunkStart(chunk, fours, chunks) << 2;
  const channels = min(geometry.channels, chunkStart(chunk + 1, fours, chunks) << 2) - first;
  if (channels <= 0) return;
  const firstOutput = first * (geometry.outChannels / geometry.channels);
  for (let image = 0; image < geometry.batch; image++)
    for (let row = 0; row < geometry.outHeight; row++)
      for (let i = 0; i < geometry.kernelHeight; i++) {
        const y = row * geometry.strideHeight + i - geometry.top;
        if (y < 0 || y >= geometry.height) continue;
        const under = x + bytes((image * geometry.height + y) * geometry.width * geometry.channels + first);
        const outRow = (image * geometry.outHeight + row) * geometry.outWidth;
        const from = dy + bytes(outRow * geometry.outChannels + firstOutput);
        const taps = dw + bytes(i * geometry.kernelWidth * geometry.outChannels + firstOutput);
        correlateRow(under, from, taps, channels, geometry);
      }
}

/** Adds to a row of taps, for some channels, the pixels under them times an output row's dy. */
function correlateRow(x: usize, dy: usize, dw: usize, channels: i32, geometry: Geometry): void {
  const stride = geometry.strideWidth;
  const line = bytes(geometry.channels);
  const outLine = bytes(geometry.outChannels);
  for (let j = 0; j < geometry.kernelWidth; j++) {
    const first = firstInside(geometry.left, j, stride);
    const columns = endInside(geometry.width, geometry.left, j, stride, geometry.outWidth) - first;
    const under = x + <usize>(first * stride + j - geometry.left) * line;
    const from = dy + <usize>first * outLine;
    const tap = dw + <usize>j * outLine;
    if (outLine === line) correlateTap(under, from, tap, columns, channels, line, stride);
    else correlateTaps(under, from, tap, columns, channels, geometry);
  }
}

/** One tap of as many outputs as channels. @param line bytes of a pixel */
function correlateTap(x: usize, dy: usize, dw: usize, columns: i32, channels: i32, line: usize, stride: i32): void {
  const step = <usize>stride * line;
  const length = bytes(channels);
  let at: usize = 0;
  for (; at + four <= length; at += four) {
    let sum = v128.load(dw + at);
    let pixel = x + at;
    let from = dy + at;
    for (let column = 0; column < columns; column++) {
      sum = madd(sum, v128.load(pixel), v128.load(from));
      pixel += step;
      from += line;
    }
    v128.store(dw + at, sum);
  }
  for (; at < length; at += 4) {
    let sum = load<f32>(dw + at);
    for (let column = 0; column < columns; column++)
      sum += load<f32>(x + <usize>column * step + at) * load<f32>(dy + <usize>column * line + at);
    store<f32>(dw + at, sum);
  }
}

/** One tap of several outputs a channel. */
function correlateTaps(x: usize, dy: usize, dw: usize, columns: i32, channels: i32, geometry: Geometry): void {
  const outputs = bytes(geometry.outChannels / geometry.channels);
  const step = bytes(geometry.columnStep);
  const outStep = bytes(geometry.outChannels);
  const length = bytes(channels);
  for (let column = 0; column < columns; column++) {
    let tap = dw;
    let from = dy;
    for (let at: usize = 0; at < length; at += 4) {
      const value = load<f32>(x + at);
      for (const end = tap + outputs; tap < end; tap += 4) {
        store<f32>(tap, load<f32>(tap) + value * load<f32>(from));
        from += 4;
      }
    }
    x += step;
    dy += outStep;
  }
}
