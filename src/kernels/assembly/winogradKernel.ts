import { bytes, eight, loadUpTo4, storeUpTo4 } from './simd';
import { kernelComponent } from './winogradLayout';

/**
 * Transforms a kernel [3, 3, k, co] to [16, columns, k, 8], zeroed before: G g G^T.
 *
 * @param turned by 180 degrees before
 */
export function winogradKernel(kernel: usize, packed: usize, k: i32, co: i32, turned: bool): void {
  const tap = bytes(k * co);
  const component = kernelComponent(k, co);
  for (let row = 0; row < k; row++)
    for (let column = 0; column < co; column += 4) {
      const from = kernel + bytes(row * co + column);
      const to = packed + <usize>((column >> 3) * k + row) * eight + bytes(column & 7);
      const count = min(4, co - column);
      for (let j = 0; j < 4; j++) {
        const a = kernelColumn(from, tap, j, count);
        const b = kernelColumn(from + 3 * tap, tap, j, count);
        const d = kernelColumn(from + 6 * tap, tap, j, count);
        const at = to + <usize>(turned ? turnedColumn(j) : j) * component;
        v128.store(at, turned ? d : a);
        v128.store(at + 4 * component, halfSum(f32x4.add(a, d), b));
        v128.store(at + 8 * component, halfSum(f32x4.sub(a, b), d));
        v128.store(at + 12 * component, turned ? a : d);
      }
    }
}

/** Where column j of g G^T goes if g is turned: the outer ones change places. */
function turnedColumn(j: i32): i32 {
  return j === 0 || j === 3 ? 3 - j : j;
}

/** Column j of g G^T, in one row of the kernel. */
function kernelColumn(from: usize, tap: usize, j: i32, count: i32): v128 {
  const a = loadUpTo4(from, count);
  if (j === 0) return a;
  const d = loadUpTo4(from + 2 * tap, count);
  if (j === 3) return d;
  const b = loadUpTo4(from + tap, count);
  return j === 1 ? halfSum(f32x4.add(a, d), b) : halfSum(f32x4.sub(a, b), d);
}

function halfSum(a: v128, b: v128): v128 {
  return f32x4.mul(f32x4.add(a, b), f32x4.splat(0.5));
}

/** Transforms the gradient of a transformed kernel, [16, columns, k, 8], to that of the kernel, [3, 3, k, co]: G^T u G. */
export function winogradKernelGradient(gradient: usize, dw: usize, k: i32, co: i32): void {
  const tap = bytes(k * co);
  const component = kernelComponent(k, co);
  for (let row = 0; row < k; row++)
    for (let column = 0; column < co; column += 4) {
      const from = gradient + <usize>((column >> 3) * k + row) * eight + bytes(column & 7);
      const to = dw + bytes(row * co + column);
      const count = min(4, co - column);
      for (let j = 0; j < 3; j++) {
        const a = gradientColumn(from, component, j);
        const b = gradientColumn(from + 4 * component, component, j);
        const c = gradientColumn(from + 8 * component, component, j);
        const d = gradientColumn(from + 12 * component, component, j);
        const half = halfSum(b, c);
        storeUpTo4(to + <usize>j * tap, f32x4.add(a, half), count);
        storeUpTo4(to + <usize>(3 + j) * tap, f32x4.sub(half, c), count);
        storeUpTo4(to + <usize>(6 + j) * tap, f32x4.add(half, d), count);
      }
    }
}

/** Column j of u G, in one row of the components. */
function gradientColumn(from: usize, component: usize, j: i32): v128 {
  const b = v128.load(from + component);
  const c = v128.load(from + 2 * component);
  const half = halfSum(b, c);
  if (j === 0) return f32x4.add(v128.load(from), half);
  return j === 1 ? f32x4.sub(half, c) : f32x4.add(half, v128.load(from + 3 * component));
}
