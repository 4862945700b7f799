/**
 * Convolution and pooling of four images at once, an image in each lane: pixels [h, w, c, 4]. No lane is empty, whatever
 * the number of channels.
 */
import { clamp, four } from './parts';

/** Outputs computed at a time where `left` are still to come. */
function groupOf(left: i32): i32 {
  return left >= 4 ? 4 : left >= 2 ? 2 : 1;
}

/** Lays a kernel [k, co] out for `convolveLanes`: for every group of outputs their biases, then the kernel's rows. */
export function packLanes(kernel: usize, bias: usize, packed: usize, k: i32, co: i32): void {
  let group = 4;
  for (let column = 0; column < co; column += group) {
    group = groupOf(co - column);
    const size = (<usize>group) << 2;
    if (bias) memory.copy(packed, bias + (column << 2), size);
    else memory.fill(packed, 0, size);
    packed += size;
    for (let row = 0; row < k; row++) {
      const from = kernel + ((<usize>(row * co + column)) << 2);
      for (let at: usize = 0; at < size; at += 4) store<f32>(packed + at, load<f32>(from + at));
      packed += size;
    }
  }
}

/** Brings four images, `size` floats apart, into lanes: rows of `row` pixels' numbers, to rows that are `toRow` apart. */
export function gatherLanes(x: usize, y: usize, size: i32, rows: i32, row: i32, toRow: i32): void {
  const image = (<usize>size) << 2;
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
  const image = (<usize>size) << 2;
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

/** `convolveImage` of four images in lanes; lengths are counted in numbers of four images. */
export function convolveLanes(
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
  let group = 4;
  for (let column = 0; column < co; column += group) {
    group = groupOf(co - column);
    const tile = ow < 4 ? 1 : group > 2 ? 2 : 4;
    for (let row = 0; row < oh; row++)
      for (let position = 0; position < ow; position += tile) {
        position = min(position, ow - tile);
        const at = x + <usize>(row * rowStep + position * step) * four;
        const to = y + <usize>(row * outRow + position * co + column) * four;
        if (tile === 1) convolve1(at, packed, to, kh, window, paddedRow, group, lowest, highest);
        else if (group === 4) convolve2x4(at, packed, to, kh, window, paddedRow, step, co, lowest, highest);
        else if (group === 2) convolve4x2(at, packed, to, kh, window, paddedRow, step, co, lowest, highest);
        else convolve4x1(at, packed, to, kh, window, paddedRow, step, co, lowest, highest);
      }
    packed += (<usize>((kh * window + 1) * group)) << 2;
  }
}

/** Two positions of four outputs. */
function convolve2x4(
  x: usize,
  packed: usize,
  y: usize,
  kh: i32,
  window: i32,
  paddedRow: i32,
  columnStep: i32,
  co: i32,
  lowest: v128,
  highest: v128,
): void {
  const step = <usize>columnStep * four;
  let a0 = v128.load_splat<f32>(packed);
  let a1 = v128.load_splat<f32>(packed, 4);
  let a2 = v128.load_splat<f32>(packed, 8);
  let a3 = v128.load_splat<f32>(packed, 12);
  let b0 = a0;
  let b1 = a1;
  let b2 = a2;
  let b3 = a3;
  packed += 16;
  for (let tap = 0; tap < kh; tap++) {
    let from = x + <usize>(tap * paddedRow) * four;
    for (let row = 0; row < window; row++) {
      const xa = v128.load(from);
      const xb = v128.load(from + step);
      const w0 = v128.load_splat<f32>(packed);
      a0 = f32x4.add(a0, f32x4.mul(xa, w0));
      b0 = f32x4.add(b0, f32x4.mul(xb, w0));
      const w1 = v128.load_splat<f32>(packed, 4);
      a1 = f32x4.add(a1, f32x4.mul(xa, w1));
      b1 = f32x4.add(b1, f32x4.mul(xb, w1));
      const w2 = v128.load_splat<f32>(packed, 8);
      a2 = f32x4.add(a2, f32x4.mul(xa, w2));
      b2 = f32x4.add(b2, f32x4.mul(xb, w2));
      const w3 = v128.load_splat<f32>(packed, 12);
      a3 = f32x4.add(a3, f32x4.mul(xa, w3));
      b3 = f32x4.add(b3, f32x4.mul(xb, w3));
      from += four;
      packed += 16;
    }
  }
  v128.store(y, clamp(a0, lowest, highest));
  v128.store(y, clamp(a1, lowest, highest), 16);
  v128.store(y, clamp(a2, lowest, highest), 32);
  v128.store(y, clamp(a3, lowest, highest), 48);
  y += <usize>co * four;
  v128.store(y, clamp(b0, lowest, highest));
  v128.store(y, clamp(b1, lowest, highest), 16);
  v128.store(y, clamp(b2, lowest, highest), 32);
  v128.store(y, clamp(b3, lowest, highest), 48);
}

function convolve4x2(
  x: usize,
  packed: usize,
  y: usize,
  kh: i32,
  window: i32,
  paddedRow: i32,
  columnStep: i32,
  co: i32,
  lowest: v128,
  highest: v128,
): void {
  const step = <usize>columnStep * four;
  const next = <usize>co * four;
  let a0 = v128.load_splat<f32>(packed);
  let a1 = v128.load_splat<f32>(packed, 4);
  let b0 = a0;
  let b1 = a1;
  let c0 = a0;
  let c1 = a1;
  let d0 = a0;
  let d1 = a1;
  packed += 8;
  for (let tap = 0; tap < kh; tap++) {
    let from = x + <usize>(tap * paddedRow) * four;
    for (let row = 0; row < window; row++) {
      const w0 = v128.load_splat<f32>(packed);
      const w1 = v128.load_splat<f32>(packed, 4);
      const xa = v128.load(from);
      a0 = f32x4.add(a0, f32x4.mul(xa, w0));
      a1 = f32x4.add(a1, f32x4.mul(xa, w1));
      const xb = v128.load(from + step);
      b0 = f32x4.add(b0, f32x4.mul(xb, w0));
      b1 = f32x4.add(b1, f32x4.mul(xb, w1));
      const xc = v128.load(from + 2 * step);
      c0 = f32x4.add(c0, f32x4.mul(xc, w0));
      c1 = f32x4.add(c1, f32x4.mul(xc, w1));
      const xd = v128.load(from + 3 * step);
      d0 = f32x4.add(d0, f32x4.mul(xd, w0));
      d1 = f32x4.add(d1, f32x4.mul(xd, w1));
      from += four;
      packed += 8;
    }
  }
  v128.store(y, clamp(a0, lowest, highest));
  v128.store(y, clamp(a1, lowest, highest), 16);
  v128.store(y + next, clamp(b0, lowest, highest));
  v128.store(y + next, clamp(b1, lowest, highest), 16);
  v128.store(y + 2 * next, clamp(c0, lowest, highest));
  v128.store(y + 2 * next, clamp(c1, lowest, highest), 16);
  v128.store(y + 3 * next, clamp(d0, lowest, highest));
  v128.store(y + 3 * next, clamp(d1, lowest, highest), 16);
}

function convolve4x1(
  x: usize,
  packed: usize,
  y: usize,
  kh: i32,
  window: i32,
  paddedRow: i32,
  columnStep: i32,
  co: i32,
  lowest: v128,
  highest: v128,
): void {
  const step = <usize>columnStep * four;
  const next = <usize>co * four;
  let a = v128.load_splat<f32>(packed);
  let b = a;
  let c = a;
  let d = a;
  packed += 4;
  for (let tap = 0; tap < kh; tap++) {
    let from = x + <usize>(tap * paddedRow) * four;
    for (let row = 0; row < window; row++) {
      const w = v128.load_splat<f32>(packed);
      a = f32x4.add(a, f32x4.mul(v128.load(from), w));
      b = f32x4.add(b, f32x4.mul(v128.load(from + step), w));
      c = f32x4.add(c, f32x4.mul(v128.load(from + 2 * step), w));
      d = f32x4.add(d, f32x4.mul(v128.load(from + 3 * step), w));
      from += four;
      packed += 4;
    }
  }
  v128.store(y, clamp(a, lowest, highest));
  v128.store(y + next, clamp(b, lowest, highest));
  v128.store(y + 2 * next, clamp(c, lowest, highest));
  v128.store(y + 3 * next, clamp(d, lowest, highest));
}

/** One position of a group's outputs, one by one. */
function convolve1(
  x: usize,
  packed: usize,
  y: usize,
  kh: i32,
  window: i32,
  paddedRow: i32,
  group: i32,
  lowest: v128,
  highest: v128,
): void {
  const next = (<usize>group) << 2;
  for (let output = 0; output < group; output++) {
    let at = packed + ((<usize>output) << 2);
    let sum = v128.load_splat<f32>(at);
    for (let tap = 0; tap < kh; tap++) {
      let from = x + <usize>(tap * paddedRow) * four;
      for (let row = 0; row < window; row++) {
        at += next;
        sum = f32x4.add(sum, f32x4.mul(v128.load(from), v128.load_splat<f32>(at)));
        from += four;
      }
    }
    v128.store(y + <usize>output * four, clamp(sum, lowest, highest));
  }
}
