/**
 * Gradient of a ReLU: dy where its output y is above zero.
 *
 * @param y, dy, dx [count]
 * @param share of `shares` equal parts, this thread's
 */
export function reluGradient(y: usize, dy: usize, dx: usize, count: i32, share: i32, shares: i32): void {
  const zero = f32x4.splat(0);
  const fours = (count + 3) >> 2;
  let at = (<usize>(<i32>((<i64>fours * share) / shares))) << 4;
  const end = min((<usize>count) << 2, (<usize>(<i32>((<i64>fours * (share + 1)) / shares))) << 4);
  for (; at + 16 <= end; at += 16) v128.store(dx + at, v128.and(f32x4.gt(v128.load(y + at), zero), v128.load(dy + at)));
  for (; at < end; at += 4) store<f32>(dx + at, load<f32>(y + at) > 0 ? load<f32>(dy + at) : 0);
}
