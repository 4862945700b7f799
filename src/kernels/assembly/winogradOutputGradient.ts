import { bytes, eight, loadUpTo4 } from './simd';
import { WinogradOutputs } from './winogradLayout';

/**
 * Transforms the gradients of the outputs of tiles `first` to `last`: A dy A^T, the rows of components from `firstRow` to
 * `lastRow` of four.
 *
 * @param to 16 components, so many bytes apart, of panels of eight outputs of those tiles
 */
export function transformGradients(
  dy: usize,
  to: usize,
  outputs: WinogradOutputs,
  component: usize,
  panel: usize,
  first: i32,
  last: i32,
  firstRow: i32,
  lastRow: i32,
): void {
  for (let tile = first; tile < last; tile++) {
    const row = tile / outputs.columns;
    const column = tile - row * outputs.columns;
    const height = outputs.outHeight - 2 * (row % outputs.rows);
    const width = outputs.outWidth - 2 * column;
    const from = dy + bytes(outputs.outOffset(row, column));
    transformOutputs(from, to, height, width, outputs, component, panel, firstRow, lastRow);
    to += eight;
  }
}

/** A dy A^T of a tile's 2x2 outputs, zero where the image ends before, in rows `firstRow` to `lastRow` of four. */
function transformOutputs(
  dy: usize,
  transformed: usize,
  height: i32,
  width: i32,
  outputs: WinogradOutputs,
  component: usize,
  panel: usize,
  firstRow: i32,
  lastRow: i32,
): void {
  const zero = f32x4.splat(0);
  const outChannels = outputs.outChannels;
  const right = bytes(outChannels);
  const below = bytes(outputs.outWidth * outChannels);
  for (let channel = 0; channel < outChannels; channel += 4) {
    const count = min(4, outChannels - channel);
    const from = dy + bytes(channel);
    const a0 = loadUpTo4(from, count);
    const a1 = width > 1 ? loadUpTo4(from + right, count) : zero;
    const b0 = height > 1 ? loadUpTo4(from + below, count) : zero;
    const b1 = height > 1 && width > 1 ? loadUpTo4(from + below + right, count) : zero;
    let to = transformed + <usize>(channel >> 3) * panel + bytes(channel & 7) + <usize>(4 * firstRow) * component;
    for (let i = firstRow; i < lastRow; i++) {
      const first = transformedRow(a0, b0, i);
      const second = transformedRow(a1, b1, i);
      v128.store(to, first);
      v128.store(to + component, f32x4.add(first, second));
      v128.store(to + 2 * component, f32x4.sub(first, second));
      v128.store(to + 3 * component, f32x4.neg(second));
      to += 4 * component;
    }
  }
}

/** Row i of A times a column of two. */
function transformedRow(a: v128, b: v128, i: i32): v128 {
  if (i === 0) return a;
  if (i === 1) return f32x4.add(a, b);
  return i === 2 ? f32x4.sub(a, b) : f32x4.neg(b);
}
