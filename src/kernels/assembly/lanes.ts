/**
 * Convolution of four images at once, an image in each lane: pixels [height, width, channels, 4]. No lane is empty,
 * whatever the number of channels.
 */
import { Windows } from './geometry';
import { bytes, four, madd } from './simd';
import { Tile } from './tile';

/** Outputs computed at a time where `left` are still to come. */
function groupOf(left: i32): i32 {
  return left >= 4 ? 4 : left >= 2 ? 2 : 1;
}

/** Lays a kernel [k, co] out for `convolveLanes`: for every group of outputs their biases, then the kernel's rows. */
export function packLanes(kernel: usize, bias: usize, packed: usize, k: i32, co: i32): void {
  let group = 4;
  for (let column = 0; column < co; column += group) {
    group = groupOf(co - column);
    const size = bytes(group);
    if (bias) memory.copy(packed, bias + bytes(column), size);
    else memory.fill(packed, 0, size);
    packed += size;
    for (let row = 0; row < k; row++) {
      const from = kernel + bytes(row * co + column);
      for (let at: usize = 0; at < size; at += 4) store<f32>(packed + at, load<f32>(from + at));
      packed += size;
    }
  }
}

/** Brings four images, `size` floats apart, into lanes: rows of `row` pixels' numbers, to rows that are `toRow` apart. */
export function gatherLanes(x: usize, y: usize, size: i32, rows: i32, row: i32, toRow: i32): void {
  const image = bytes(size);
  for (let i = 0; i < rows; i++) {
    let to = y + <usize>(i * toRow) * four;
    for (let j = 0; j < row; j++) {
      let value = v128.load32_zero(x);
      value = v128.load32_lane(x + image, value, 1);
      value = v128.load32_lane(x + 2 * image, value, 2);
      v128.store(to, v128.load32_lane(x + 3 * image, value, 3));
      x += 4;
      to += four;
    }
  }
}

/** Takes four images of `size` floats out of their lanes. */
export function scatterLanes(x: usize, y: usize, size: i32): void {
  const image = bytes(size);
  for (let at = 0; at < size; at++) {
    const value = v128.load(x);
    v128.store32_lane(y, value, 0);
    v128.store32_lane(y + image, value, 1);
    v128.store32_lane(y + 2 * image, value, 2);
    v128.store32_lane(y + 3 * image, value, 3);
    x += four;
    y += 4;
  }
}

/** `convolveImage` of four images in lanes. */
export function convolveLanes(x: usize, packed: usize, y: usize, windows: Windows): void {
  const outWidth = windows.outWidth;
  const outChannels = windows.outChannels;
  Tile.row = <usize>windows.columnStep * four;
  Tile.term = four;
  Tile.block = <usize>windows.row * four;
  Tile.terms = windows.windowRow;
  Tile.blocks = windows.kernelHeight;
  Tile.sums = <usize>outChannels * four;
  let group = 4;
  for (let column = 0; column < outChannels; column += group) {
    group = groupOf(outChannels - column);
    Tile.right = bytes(group);
    const positions = outWidth < 4 ? 1 : group > 2 ? 2 : 4;
    for (let row = 0; row < windows.outHeight; row++)
      for (let position = 0; position < outWidth; position += positions) {
        position = min(position, outWidth - positions);
        const from = x + <usize>(row * windows.rowStep) * four + <usize>position * Tile.row;
        const to = y + <usize>(row * windows.outRow + column) * four + <usize>position * Tile.sums;
        convolvePositions(from, packed, to, positions, group);
      }
    packed += bytes((windows.kernelHeight * windows.windowRow + 1) * group);
  }
}

function convolvePositions(x: usize, packed: usize, y: usize, positions: i32, group: i32): void {
  if (positions === 1) convolve1(x, packed, y, group);
  else if (group === 4) convolve2x4(x, packed, y);
  else if (group === 2) convolve4x2(x, packed, y);
  else convolve4x1(x, packed, y);
}

/** Two positions of four outputs. */
function convolve2x4(x: usize, packed: usize, y: usize): void {
  const step = Tile.row;
  const length = <usize>Tile.terms * four;
  let a0 = v128.load_splat<f32>(packed);
  let a1 = v128.load_splat<f32>(packed, 4);
  let a2 = v128.load_splat<f32>(packed, 8);
  let a3 = v128.load_splat<f32>(packed, 12);
  let b0 = a0;
  let b1 = a1;
  let b2 = a2;
  let b3 = a3;
  packed += 16;
  for (let i = Tile.blocks; i > 0; i--) {
    const end = x + length;
    for (let from = x; from < end; from += four) {
      const xa = v128.load(from);
      const xb = v128.load(from + step);
      const w0 = v128.load_splat<f32>(packed);
      a0 = madd(a0, xa, w0);
      b0 = madd(b0, xb, w0);
      const w1 = v128.load_splat<f32>(packed, 4);
      a1 = madd(a1, xa, w1);
      b1 = madd(b1, xb, w1);
      const w2 = v128.load_splat<f32>(packed, 8);
      a2 = madd(a2, xa, w2);
      b2 = madd(b2, xb, w2);
      const w3 = v128.load_splat<f32>(packed, 12);
      a3 = madd(a3, xa, w3);
      b3 = madd(b3, xb, w3);
      packed += 16;
    }
    x += Tile.block;
  }
  store4(y, a0, a1, a2, a3);
  store4(y + Tile.sums, b0, b1, b2, b3);
}

function store4(y: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(y, Tile.activated(a));
  v128.store(y, Tile.activated(b), 16);
  v128.store(y, Tile.activated(c), 32);
  v128.store(y, Tile.activated(d), 48);
}

function convolve4x2(x: usize, packed: usize, y: usize): void {
  const step = Tile.row;
  const length = <usize>Tile.terms * four;
  let a0 = v128.load_splat<f32>(packed);
  let a1 = v128.load_splat<f32>(packed, 4);
  let b0 = a0;
  let b1 = a1;
  let c0 = a0;
  let c1 = a1;
  let d0 = a0;
  let d1 = a1;
  packed += 8;
  for (let i = Tile.blocks; i > 0; i--) {
    const end = x + length;
    for (let from = x; from < end; from += four) {
      const w0 = v128.load_splat<f32>(packed);
      const w1 = v128.load_splat<f32>(packed, 4);
      const xa = v128.load(from);
      a0 = madd(a0, xa, w0);
      a1 = madd(a1, xa, w1);
      const xb = v128.load(from + step);
      b0 = madd(b0, xb, w0);
      b1 = madd(b1, xb, w1);
      const xc = v128.load(from + 2 * step);
      c0 = madd(c0, xc, w0);
      c1 = madd(c1, xc, w1);
      const xd = v128.load(from + 3 * step);
      d0 = madd(d0, xd, w0);
      d1 = madd(d1, xd, w1);
      packed += 8;
    }
    x += Tile.block;
  }
  store2(y, a0, a1);
  store2(y + Tile.sums, b0, b1);
  store2(y + 2 * Tile.sums, c0, c1);
  store2(y + 3 * Tile.sums, d0, d1);
}

function store2(y: usize, a: v128, b: v128): void {
  v128.store(y, Tile.activated(a));
  v128.store(y, Tile.activated(b), 16);
}

function convolve4x1(x: usize, packed: usize, y: usize): void {
  const step = Tile.row;
  const length = <usize>Tile.terms * four;
  let a = v128.load_splat<f32>(packed);
  let b = a;
  let c = a;
  let d = a;
  packed += 4;
  for (let i = Tile.blocks; i > 0; i--) {
    const end = x + length;
    for (let from = x; from < end; from += four) {
      const w = v128.load_splat<f32>(packed);
      a = madd(a, v128.load(from), w);
      b = madd(b, v128.load(from + step), w);
      c = madd(c, v128.load(from + 2 * step), w);
      d = madd(d, v128.load(from + 3 * step), w);
      packed += 4;
    }
    x += Tile.block;
  }
  v128.store(y, Tile.activated(a));
  v128.store(y + Tile.sums, Tile.activated(b));
  v128.store(y + 2 * Tile.sums, Tile.activated(c));
  v128.store(y + 3 * Tile.sums, Tile.activated(d));
}

/** One position of a group's outputs, one by one. */
function convolve1(x: usize, packed: usize, y: usize, group: i32): void {
  const next = Tile.right;
  for (let output = 0; output < group; output++) {
    let weight = packed + bytes(output);
    let start = x;
    let sum = v128.load_splat<f32>(weight);
    for (let i = Tile.blocks; i > 0; i--) {
      const end = start + <usize>Tile.terms * four;
      for (let from = start; from < end; from += four) {
        weight += next;
        sum = madd(sum, v128.load(from), v128.load_splat<f32>(weight));
      }
      start += Tile.block;
    }
    v128.store(y + <usize>output * four, Tile.activated(sum));
  }
}
