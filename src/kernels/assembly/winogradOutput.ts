import { bytes, eight, loadUpTo4, storeUpTo4 } from './simd';
import { Tile } from './tile';
import { columnsOf, WinogradOutputs } from './winogradLayout';

/**
 * Writes the outputs of tiles `first` to `last`; `Tile.activate` goes before.
 *
 * @param products of those tiles, 16 components of [tiles, columns, 8], so many bytes apart
 * @param bias [outChannels], 0 for none
 */
export function writeTiles(
  products: usize,
  component: usize,
  y: usize,
  first: i32,
  last: i32,
  outputs: WinogradOutputs,
  bias: usize,
): void {
  const line = <usize>columnsOf(outputs.outChannels) * eight;
  for (let tile = first; tile < last; tile++) {
    const row = tile / outputs.columns;
    const column = tile - row * outputs.columns;
    const height = outputs.outHeight - 2 * (row % outputs.rows);
    const width = outputs.outWidth - 2 * column;
    writeOutputs(products, component, y + bytes(outputs.outOffset(row, column)), height, width, outputs, bias);
    products += line;
  }
}

/** The 2x2 outputs of a tile, or as many as the image has: A^T m A, and the bias. */
function writeOutputs(
  products: usize,
  component: usize,
  y: usize,
  height: i32,
  width: i32,
  outputs: WinogradOutputs,
  bias: usize,
): void {
  const outChannels = outputs.outChannels;
  const row = 4 * component;
  const right = bytes(outChannels);
  const below = bytes(outputs.outWidth * outChannels);
  for (let channel = 0; channel < outChannels; channel += 4) {
    const count = min(4, outChannels - channel);
    const at = bytes(channel);
    const from = products + at;
    const to = y + at;
    const shift = bias ? loadUpTo4(bias + at, count) : f32x4.splat(0);
    const a0 = outputColumn0(from, component);
    const a1 = outputColumn1(from, component);
    const b0 = outputColumn0(from + row, component);
    const b1 = outputColumn1(from + row, component);
    const c0 = outputColumn0(from + 2 * row, component);
    const c1 = outputColumn1(from + 2 * row, component);
    storeUpTo4(to, Tile.activated(f32x4.add(f32x4.add(f32x4.add(a0, b0), c0), shift)), count);
    if (width > 1) storeUpTo4(to + right, Tile.activated(f32x4.add(f32x4.add(f32x4.add(a1, b1), c1), shift)), count);
    if (height === 1) continue;
    const d0 = outputColumn0(from + 3 * row, component);
    const d1 = outputColumn1(from + 3 * row, component);
    storeUpTo4(to + below, Tile.activated(f32x4.add(f32x4.sub(f32x4.sub(b0, c0), d0), shift)), count);
    if (width > 1)
      storeUpTo4(to + below + right, Tile.activated(f32x4.add(f32x4.sub(f32x4.sub(b1, c1), d1), shift)), count);
  }
}

/** The two columns of m A, in one row of the products. */
function outputColumn0(products: usize, component: usize): v128 {
  return f32x4.add(
    f32x4.add(v128.load(products), v128.load(products + component)),
    v128.load(products + 2 * component),
  );
}

function outputColumn1(products: usize, component: usize): v128 {
  return f32x4.sub(
    f32x4.sub(v128.load(products + component), v128.load(products + 2 * component)),
    v128.load(products + 3 * component),
  );
}
