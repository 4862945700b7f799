import { chunkStart } from './chunks';
import { bytes, four, madd } from './simd';

/** Pixels of some channels. */
@unmanaged
export class Rows {
  rows: i32;
  channels: i32;
}

/** Rows whose sums are taken on their own before they join the total: small sums lose fewer digits. */
export const rowsPerSum = 1024;

/**
 * Sums over the rows of a [rows, c] and of its product with b, for every channel.
 *
 * @param sums [chunks, 4, c]: sums of a and of a b, and space for those of a block of rows
 * @param chunk of `chunks` equal ones of the rows
 */
export function channelSums(a: usize, b: usize, sums: usize, size: Rows, chunk: i32, chunks: i32): void {
  const line = bytes(size.channels);
  sums += <usize>chunk * 4 * line;
  memory.fill(sums, 0, 2 * line);
  const block = sums + 2 * line;
  const last = chunkStart(chunk + 1, size.rows, chunks);
  for (let start = chunkStart(chunk, size.rows, chunks); start < last; start += rowsPerSum) {
    memory.fill(block, 0, 2 * line);
    const end = min(last, start + rowsPerSum);
    for (let row = start; row < end; row++) addRow(a + <usize>row * line, b + <usize>row * line, block, line);
    addLine(sums, block, 2 * line);
  }
}

/** Adds `length` bytes of numbers to others. */
export function addLine(to: usize, from: usize, length: usize): void {
  let at: usize = 0;
  for (; at + four <= length; at += four) v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)));
  for (; at < length; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at));
}

function addRow(a: usize, b: usize, sums: usize, line: usize): void {
  let at: usize = 0;
  for (; at + four <= line; at += four) {
    const value = v128.load(a + at);
    const product = sums + line + at;
    v128.store(sums + at, f32x4.add(v128.load(sums + at), value));
    v128.store(product, madd(v128.load(product), value, v128.load(b + at)));
  }
  for (; at < line; at += 4) {
    const value = load<f32>(a + at);
    const product = sums + line + at;
    store<f32>(sums + at, load<f32>(sums + at) + value);
    store<f32>(product, load<f32>(product) + value * load<f32>(b + at));
  }
}

/** y = p a + q b + r for every row and channel: a, b, y [rows, c]; factors p, q, r as [3, c]. */
export function channelCombination(
  a: usize,
  b: usize,
  factors: usize,
  y: usize,
  size: Rows,
  chunk: i32,
  chunks: i32,
): void {
  const line = bytes(size.channels);
  const last = chunkStart(chunk + 1, size.rows, chunks);
  for (let row = chunkStart(chunk, size.rows, chunks); row < last; row++) {
    const from = <usize>row * line;
    let at: usize = 0;
    for (; at + four <= line; at += four) {
      const p = factors + at;
      const scaled = f32x4.mul(v128.load(a + from + at), v128.load(p));
      const sum = madd(scaled, v128.load(b + from + at), v128.load(p + line));
      v128.store(y + from + at, f32x4.add(sum, v128.load(p + 2 * line)));
    }
    for (; at < line; at += 4) {
      const p = factors + at;
      const sum = load<f32>(a + from + at) * load<f32>(p) + load<f32>(b + from + at) * load<f32>(p + line);
      store<f32>(y + from + at, sum + load<f32>(p + 2 * line));
    }
  }
}

/** y = scale x + shift for every row and channel: x, y [rows, c]; scale, shift [c]. */
export function channelAffine(
  x: usize,
  scale: usize,
  shift: usize,
  y: usize,
  size: Rows,
  chunk: i32,
  chunks: i32,
): void {
  const line = bytes(size.channels);
  const last = chunkStart(chunk + 1, size.rows, chunks);
  for (let row = chunkStart(chunk, size.rows, chunks); row < last; row++) {
    const from = <usize>row * line;
    let at: usize = 0;
    for (; at + four <= line; at += four) {
      const sum = madd(v128.load(shift + at), v128.load(x + from + at), v128.load(scale + at));
      v128.store(y + from + at, sum);
    }
    for (; at < line; at += 4)
      store<f32>(y + from + at, load<f32>(x + from + at) * load<f32>(scale + at) + load<f32>(shift + at));
  }
}
