import { chunkOffset } from './chunks';
import { four } from './simd';

/** y = max(0, x): x, y [count]. @param chunk of `chunks` equal ones */
export function relu(x: usize, y: usize, count: i32, chunk: i32, chunks: i32): void {
  const zero = f32x4.splat(0);
  let at = chunkOffset(chunk, count, chunks);
  const end = chunkOffset(chunk + 1, count, chunks);
  for (; at + four <= end; at += four) v128.store(y + at, f32x4.pmax(v128.load(x + at), zero));
  for (; at < end; at += 4) store<f32>(y + at, max<f32>(load<f32>(x + at), 0));
}

/**
 * Gradient of a ReLU: dy where its output y is above zero.
 *
 * @param y, dy, dx [count]
 * @param chunk of `chunks` equal ones
 */
export function reluGradient(y: usize, dy: usize, dx: usize, count: i32, chunk: i32, chunks: i32): void {
  const zero = f32x4.splat(0);
  let at = chunkOffset(chunk, count, chunks);
  const end = chunkOffset(chunk + 1, count, chunks);
  for (; at + four <= end; at += four)
    v128.store(dx + at, v128.and(f32x4.gt(v128.load(y + at), zero), v128.load(dy + at)));
  for (; at < end; at += 4) store<f32>(dx + at, load<f32>(y + at) > 0 ? load<f32>(dy + at) : 0);
}
