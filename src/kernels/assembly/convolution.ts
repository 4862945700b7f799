import { chunkStart } from './chunks';
import { Geometry, Windows } from './geometry';
import { clear, isWhole, pad } from './padding';
import { bytes, madd, storeUpTo4 } from './simd';
import { Sums, Tile } from './tile';

/** Outputs computed at a time where `left` are still to come: 12 where that spares a mostly empty group of 8. */
function groupOf(left: i32, outWidth: i32): i32 {
  return left > 8 && left <= 12 && outWidth > 1 ? 12 : 8;
}

/**
 * Lays a kernel [k, co] out for `convolution` to images of width `outWidth`: for every group of its columns their biases,
 * then its k rows, with zeros where co ends before the group. `bias` is 0 for none.
 */
export function packKernel(kernel: usize, bias: usize, packed: usize, k: i32, co: i32, outWidth: i32): void {
  let group = 8;
  for (let column = 0; column < co; column += group) {
    group = groupOf(co - column, outWidth);
    const columns = min(group, co - column);
    const size = bytes(group);
    if (bias) copyColumns(bias + bytes(column), packed, columns, size);
    else memory.fill(packed, 0, size);
    packed += size;
    for (let row = 0; row < k; row++) {
      copyColumns(kernel + bytes(row * co + column), packed, columns, size);
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
  memory.copy(to, from, bytes(columns));
}

@unmanaged
class Convolution extends Geometry {
  activation: i32;
}

/**
 * Convolution, bias and activation.
 *
 * @param x [batch, height, width, channels]; packed from `packKernel`; y [batch, outHeight, outWidth, outChannels]
 * @param workspace [paddedHeight, row], a padded image
 * @param chunk of `chunks` equal ones of the images
 */
export function convolution(
  x: usize,
  packed: usize,
  y: usize,
  geometry: Convolution,
  workspace: usize,
  chunk: i32,
  chunks: i32,
): void {
  const last = chunkStart(chunk + 1, geometry.batch, chunks);
  let image = chunkStart(chunk, geometry.batch, chunks);
  if (image === last) return;
  const whole = isWhole(geometry);
  if (!whole) clear(workspace, geometry);
  Tile.activate(geometry.activation);
  for (; image < last; image++) {
    const from = x + bytes(image * geometry.size);
    if (!whole) pad(from, workspace, geometry);
    convolveImage(whole ? from : workspace, packed, y + bytes(image * geometry.outSize), geometry);
  }
}

/** Convolves one padded image; `Tile.activate` goes before. */
export function convolveImage(x: usize, packed: usize, y: usize, windows: Windows): void {
  const outChannels = windows.outChannels;
  Tile.row = bytes(windows.columnStep);
  Tile.term = 4;
  Tile.block = bytes(windows.row);
  Tile.terms = windows.windowRow;
  Tile.blocks = windows.kernelHeight;
  Tile.sums = bytes(outChannels);
  let group = 8;
  for (let column = 0; column < outChannels; column += group) {
    group = groupOf(outChannels - column, windows.outWidth);
    Tile.right = bytes(group);
    Tile.columns = min(8, outChannels - column);
    for (let row = 0; row < windows.outHeight; row++) {
      const from = x + bytes(row * windows.rowStep);
      const to = y + bytes(row * windows.outRow + column);
      if (group === 12) convolveRow12(from, packed, to, windows.outWidth, outChannels - column - 8);
      else convolveRow8(from, packed, to, windows.outWidth);
    }
    packed += bytes((windows.kernelHeight * windows.windowRow + 1) * group);
  }
}

/** Eight outputs of all windows in a row. */
function convolveRow8(x: usize, packed: usize, y: usize, outWidth: i32): void {
  const step = Tile.row;
  const next = Tile.sums;
  let position = 0;
  for (; position + 4 <= outWidth; position += 4) {
    Tile.sum4x8(x, packed, y, step, 4, Sums.activate);
    x += 4 * step;
    y += 4 * next;
  }
  for (; position < outWidth; position++) {
    Tile.sum1x8(x, packed, y, Sums.activate);
    x += step;
    y += next;
  }
}

/** Eight outputs and `rest` more of all windows in a row, two by two: of an odd number the last but one twice. */
function convolveRow12(x: usize, packed: usize, y: usize, outWidth: i32, rest: i32): void {
  for (let position = 0; position < outWidth; position += 2) {
    const at = <usize>min(position, outWidth - 2);
    convolve2x12(x + at * Tile.row, packed, y + at * Tile.sums, rest);
  }
}

function convolve2x12(x: usize, packed: usize, y: usize, rest: i32): void {
  const step = Tile.row;
  const length = <usize>Tile.terms * 4;
  let a0 = v128.load(packed);
  let a1 = v128.load(packed, 16);
  let a2 = v128.load(packed, 32);
  let b0 = a0;
  let b1 = a1;
  let b2 = a2;
  packed += 48;
  for (let i = Tile.blocks; i > 0; i--) {
    const end = x + length;
    for (let from = x; from < end; from += 4) {
      const w0 = v128.load(packed);
      const w1 = v128.load(packed, 16);
      const w2 = v128.load(packed, 32);
      const xa = v128.load_splat<f32>(from);
      a0 = madd(a0, xa, w0);
      a1 = madd(a1, xa, w1);
      a2 = madd(a2, xa, w2);
      const xb = v128.load_splat<f32>(from + step);
      b0 = madd(b0, xb, w0);
      b1 = madd(b1, xb, w1);
      b2 = madd(b2, xb, w2);
      packed += 48;
    }
    x += Tile.block;
  }
  Tile.storeActivated(y, a0, a1);
  storeUpTo4(y + 32, Tile.activated(a2), rest);
  Tile.storeActivated(y + Tile.sums, b0, b1);
  storeUpTo4(y + Tile.sums + 32, Tile.activated(b2), rest);
}
