import { chunkStart } from './chunks';
import { bytes, eight, four, loadUpTo4 } from './simd';
import { Sums, Tile } from './tile';
import { apart, columnsOf, kernelComponent, WinogradTiles } from './winogradLayout';

/** Blocks of tiles whose output gradients are summed at a time: few enough for the cache. */
const blocksPerSum = 16;

/** Bytes of eight outputs' gradients in those blocks' tiles. */
const panel = 4 * blocksPerSum * eight;

@unmanaged
class WinogradFilterGradient extends WinogradTiles {
  firstChannel: i32;

  /** Bytes between the components of transformed output gradients. */
  get outComponent(): usize {
    return <usize>columnsOf(this.outChannels) * panel + apart;
  }
}

/**
 * Adds to the gradient of a transformed kernel: of every component the tiles times A dy A^T.
 *
 * @param tiles from `winogradInput`, of which the kernel reads some channels from `firstChannel` on
 * @param dy [batch, outHeight, outWidth, outChannels]; gradient [16, columns, channels, 8]
 * @param workspace 16 times [columns, 4 blocksPerSum, 8] and a gap
 * @param chunk of `chunks` parts of the components, in rows of four
 */
export function winogradFilterGradient(
  tiles: usize,
  dy: usize,
  gradient: usize,
  geometry: WinogradFilterGradient,
  workspace: usize,
  chunk: i32,
  chunks: i32,
): void {
  const firstRow = chunkStart(chunk, 4, chunks);
  const lastRow = chunkStart(chunk + 1, 4, chunks);
  if (firstRow === lastRow) return;
  setOperands(geometry);
  for (let first = 0; first < geometry.blocks; first += blocksPerSum) {
    const end = min(geometry.blocks, first + blocksPerSum);
    if (4 * end > geometry.count) memory.fill(workspace, 0, 16 * geometry.outComponent);
    for (let tile = 4 * first; tile < min(geometry.count, 4 * end); tile++) {
      const row = tile / geometry.columns;
      const column = tile - row * geometry.columns;
      const height = geometry.outHeight - 2 * (row % geometry.rows);
      const width = geometry.outWidth - 2 * column;
      const from = dy + bytes(geometry.outOffset(row, column));
      const to = workspace + <usize>(tile - 4 * first) * eight;
      transformOutputs(from, to, height, width, geometry, firstRow, lastRow);
    }
    Tile.blocks = end - first;
    const from = tiles + <usize>(16 * first) * geometry.component + <usize>geometry.firstChannel * four;
    for (let q = 4 * firstRow; q < 4 * lastRow; q++) addComponent(from, workspace, gradient, q, geometry);
  }
}

/** Rows of a product are channels; terms are tiles, four of them a block. */
function setOperands(geometry: WinogradTiles): void {
  Tile.term = 4;
  Tile.block = 16 * geometry.component;
  Tile.right = eight;
  Tile.terms = 4;
  Tile.sums = eight;
}

function addComponent(
  tiles: usize,
  outputs: usize,
  gradient: usize,
  component: usize,
  geometry: WinogradFilterGradient,
): void {
  const channels = geometry.channels;
  tiles += component * geometry.component;
  outputs += component * geometry.outComponent;
  gradient += component * kernelComponent(channels, geometry.outChannels);
  for (let column = 0; column < columnsOf(geometry.outChannels); column++) {
    const right = outputs + <usize>column * panel;
    let to = gradient + <usize>(column * channels) * eight;
    let channel = 0;
    for (; channel + 4 <= channels; channel += 4) {
      Tile.sum4x8(tiles + <usize>channel * four, right, to, four, 4, Sums.accumulate);
      to += 4 * eight;
    }
    for (; channel < channels; channel++) {
      Tile.sum1x8(tiles + <usize>channel * four, right, to, Sums.accumulate);
      to += eight;
    }
  }
}

/** A dy A^T of a tile's 2x2 outputs, zero where the image ends before, in rows `firstRow` to `lastRow` of four. */
function transformOutputs(
  dy: usize,
  transformed: usize,
  height: i32,
  width: i32,
  geometry: WinogradFilterGradient,
  firstRow: i32,
  lastRow: i32,
): void {
  const zero = f32x4.splat(0);
  const outChannels = geometry.outChannels;
  const component = geometry.outComponent;
  const right = bytes(outChannels);
  const below = bytes(geometry.outWidth * outChannels);
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
