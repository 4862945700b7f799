/** Bytes of four numbers. */
export const four: usize = 16;

/** Up to four numbers, zeros after them. */
export function loadPart(from: usize, count: i32): v128 {
  if (count >= 4) return v128.load(from);
  let value = v128.load32_zero(from);
  if (count > 1) value = v128.load32_lane(from, value, 1, 4);
  if (count > 2) value = v128.load32_lane(from, value, 2, 8);
  return value;
}

/** Stores the first `count` of four numbers. */
export function storePart(to: usize, value: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, value);
    return;
  }
  v128.store32_lane(to, value, 0);
  if (count > 1) v128.store32_lane(to, value, 1, 4);
  if (count > 2) v128.store32_lane(to, value, 2, 8);
}

/** The first of `count` things that a share of `shares` equal parts has; that of the share after the last is `count`. */
export function firstOf(share: i32, count: i32, shares: i32): i32 {
  return <i32>((<i64>count * share) / shares);
}

/** Byte at which a share of numbers starts: a multiple of 16, or their end. */
export function startOf(share: i32, count: i32, shares: i32): usize {
  const fours = (count + 3) >> 2;
  return min((<usize>count) << 2, (<usize>firstOf(share, fours, shares)) << 4);
}

/** Numbers that are no lower and no higher than some; NaNs stay. */
export function clamp(value: v128, lowest: v128, highest: v128): v128 {
  return f32x4.pmin(f32x4.pmax(value, lowest), highest);
}
