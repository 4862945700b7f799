import { firstOf, four, loadPart } from './parts';
import { apart, eight } from './winogradParts';

/** Blocks of four windows whose slopes are summed at a time: few enough for the cache. */
const blocksPerSum = 16;

/**
 * Adds to the gradient of a transformed kernel: of every component the windows times A dy A^T.
 *
 * @param windows from `winogradInput`, of which the kernel reads k channels from the one numbered `place` on
 * @param dy [batch, oh, ow, co]; gradient [16, columns, k, 8]
 * @param slopes room for 16 times [columns, 4 blocksPerSum, 8] and a gap
 * @param share of `shares` parts of the components, in rows of four
 */
export function winogradFilterGradient(
  windows: usize,
  dy: usize,
  gradient: usize,
  slopes: usize,
  batch: i32,
  oh: i32,
  ow: i32,
  c: i32,
  place: i32,
  k: i32,
  co: i32,
  share: i32,
  shares: i32,
): void {
  const rows = (oh + 1) >> 1;
  const across = (ow + 1) >> 1;
  const count = batch * rows * across;
  const blocks = (count + 3) >> 2;
  const columns = (co + 7) >> 3;
  const panel = 4 * blocksPerSum * eight;
  const component = <usize>columns * panel + apart;
  const gradientComponent = <usize>(columns * k) * eight + apart;
  const firstRow = firstOf(share, 4, shares);
  const lastRow = firstOf(share + 1, 4, shares);
  if (firstRow === lastRow) return;
  for (let first = 0; first < blocks; first += blocksPerSum) {
    const end = min(blocks, first + blocksPerSum);
    if (4 * end > count) memory.fill(slopes, 0, 16 * component);
    for (let window = 4 * first; window < min(count, 4 * end); window++) {
      const row = window / across;
      const outRow = 2 * (row % rows);
      const outColumn = 2 * (window % across);
      const from = dy + ((<usize>((((row / rows) * oh + outRow) * ow + outColumn) * co)) << 2);
      const to = slopes + <usize>(window - 4 * first) * eight;
      transformSlopes(from, to, panel, component, oh - outRow, ow - outColumn, ow, co, firstRow, lastRow);
    }
    for (let q = 4 * firstRow; q < 4 * lastRow; q++)
      for (let column = 0; column < columns; column++) {
        const from = windows + <usize>((16 * first + q) * (c + 1) + place) * four;
        const panelOf = slopes + <usize>q * component + <usize>column * panel;
        const to = gradient + <usize>q * gradientComponent + <usize>(column * k) * eight;
        let row = 0;
        for (; row + 4 <= k; row += 4)
          sum4x8(from + <usize>row * four, panelOf, to + <usize>row * eight, <usize>(c + 1) * 16 * four, end - first);
        for (; row < k; row++)
          sum1x8(from + <usize>row * four, panelOf, to + <usize>row * eight, <usize>(c + 1) * 16 * four, end - first);
      }
  }
}

/** A dy A^T of a window's 2x2 outputs, zero where the image ends before, in rows `firstRow` to `lastRow` of four. */
function transformSlopes(
  dy: usize,
  slopes: usize,
  panel: usize,
  component: usize,
  height: i32,
  width: i32,
  ow: i32,
  co: i32,
  firstRow: i32,
  lastRow: i32,
): void {
  const zero = f32x4.splat(0);
  const right = (<usize>co) << 2;
  const below = (<usize>(ow * co)) << 2;
  for (let column = 0; column < co; column += 4) {
    const count = min(4, co - column);
    const from = dy + ((<usize>column) << 2);
    const a0 = loadPart(from, count);
    const a1 = width > 1 ? loadPart(from + right, count) : zero;
    const b0 = height > 1 ? loadPart(from + below, count) : zero;
    const b1 = height > 1 && width > 1 ? loadPart(from + below + right, count) : zero;
    let to = slopes + <usize>(column >> 3) * panel + ((<usize>(column & 7)) << 2) + <usize>(4 * firstRow) * component;
    for (let i = firstRow; i < lastRow; i++) {
      const first = slopeRow(a0, b0, i);
      const second = slopeRow(a1, b1, i);
      v128.store(to, first);
      v128.store(to + component, f32x4.add(first, second));
      v128.store(to + 2 * component, f32x4.sub(first, second));
      v128.store(to + 3 * component, f32x4.neg(second));
      to += 4 * component;
    }
  }
}

/** Row i of A times a column of two. */
function slopeRow(a: v128, b: v128, i: i32): v128 {
  if (i === 0) return a;
  if (i === 1) return f32x4.add(a, b);
  return i === 2 ? f32x4.sub(a, b) : f32x4.neg(b);
}

function sum4x8(windows: usize, slopes: usize, to: usize, block: usize, blocks: i32): void {
  let a0 = v128.load(to);
  let a1 = v128.load(to, 16);
  let b0 = v128.load(to, 32);
  let b1 = v128.load(to, 48);
  let c0 = v128.load(to, 64);
  let c1 = v128.load(to, 80);
  let d0 = v128.load(to, 96);
  let d1 = v128.load(to, 112);
  const next = block - four;
  for (let at = 0; at < blocks; at++) {
    for (let window = 0; window < 4; window++) {
      const y0 = v128.load(slopes);
      const y1 = v128.load(slopes, 16);
      const x0 = v128.load_splat<f32>(windows);
      a0 = f32x4.add(a0, f32x4.mul(x0, y0));
      a1 = f32x4.add(a1, f32x4.mul(x0, y1));
      const x1 = v128.load_splat<f32>(windows, 16);
      b0 = f32x4.add(b0, f32x4.mul(x1, y0));
      b1 = f32x4.add(b1, f32x4.mul(x1, y1));
      const x2 = v128.load_splat<f32>(windows, 32);
      c0 = f32x4.add(c0, f32x4.mul(x2, y0));
      c1 = f32x4.add(c1, f32x4.mul(x2, y1));
      const x3 = v128.load_splat<f32>(windows, 48);
      d0 = f32x4.add(d0, f32x4.mul(x3, y0));
      d1 = f32x4.add(d1, f32x4.mul(x3, y1));
      windows += 4;
      slopes += eight;
    }
    windows += next;
  }
  v128.store(to, a0);
  v128.store(to, a1, 16);
  v128.store(to, b0, 32);
  v128.store(to, b1, 48);
  v128.store(to, c0, 64);
  v128.store(to, c1, 80);
  v128.store(to, d0, 96);
  v128.store(to, d1, 112);
}

function sum1x8(windows: usize, slopes: usize, to: usize, block: usize, blocks: i32): void {
  let a0 = v128.load(to);
  let a1 = v128.load(to, 16);
  for (let at = 0; at < blocks; at++) {
    for (let window: usize = 0; window < 4; window++) {
      const x = v128.load_splat<f32>(windows + 4 * window);
      a0 = f32x4.add(a0, f32x4.mul(x, v128.load(slopes)));
      a1 = f32x4.add(a1, f32x4.mul(x, v128.load(slopes, 16)));
      slopes += eight;
    }
    windows += block;
  }
  v128.store(to, a0);
  v128.store(to, a1, 16);
}
