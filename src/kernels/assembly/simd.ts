/** Bytes of four numbers. */
export const four: usize = 16;

/** Bytes of eight numbers. */
export const eight: usize = 32;

/** Bytes of some numbers. */
export function bytes(count: i32): usize {
  return (<usize>count) << 2;
}

/** sum + a b: rounded once where processors multiply and add in one instruction, else twice. -O3 leaves no call to it. */
export function madd(sum: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? v128.relaxed_madd<f32>(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}

/** Up to four numbers, zeros after them. */
export function loadUpTo4(from: usize, count: i32): v128 {
  if (count >= 4) return v128.load(from);
  let value = v128.load32_zero(from);
  if (count > 1) value = v128.load32_lane(from, value, 1, 4);
  if (count > 2) value = v128.load32_lane(from, value, 2, 8);
  return value;
}

/** Stores the first `count` of four numbers. */
export function storeUpTo4(to: usize, value: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, value);
    return;
  }
  v128.store32_lane(to, value, 0);
  if (count > 1) v128.store32_lane(to, value, 1, 4);
  if (count > 2) v128.store32_lane(to, value, 2, 8);
}

/** Numbers that are no lower and no higher than some; NaNs stay. */
export function clamp(value: v128, lowest: v128, highest: v128): v128 {
  return f32x4.pmin(f32x4.pmax(value, lowest), highest);
}
