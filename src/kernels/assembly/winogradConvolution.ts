import { chunkStart } from './chunks';
import { bytes, eight, four, loadUpTo4, storeUpTo4 } from './simd';
import { Sums, Tile } from './tile';
import { apart, columnsOf, kernelComponent, WinogradTiles } from './winogradLayout';

/** Blocks of tiles whose products are put together at a time: few enough for the cache. */
const blocksPerOutput = 4;

@unmanaged
class WinogradConvolution extends WinogradTiles {
  bias: usize;
}

/**
 * Convolution and bias.
 *
 * @param tiles from `winogradInput`, whose first channels the kernel reads
 * @param kernel from `winogradKernel`; y [batch, outHeight, outWidth, outChannels]
 * @param workspace 16 times [4 blocksPerOutput, columns, 8] and a gap
 * @param chunk of `chunks` equal ones of the blocks
 */
export function winogradConvolution(
  tiles: usize,
  kernel: usize,
  y: usize,
  geometry: WinogradConvolution,
  workspace: usize,
  chunk: i32,
  chunks: i32,
): void {
  const line = <usize>columnsOf(geometry.outChannels) * eight;
  const component = 4 * blocksPerOutput * line + apart;
  const last = chunkStart(chunk + 1, geometry.blocks, chunks);
  setOperands(geometry, line);
  for (let first = chunkStart(chunk, geometry.blocks, chunks); first < last; first += blocksPerOutput) {
    const end = min(last, first + blocksPerOutput);
    const from = tiles + <usize>(16 * first) * geometry.component;
    multiply(from, kernel, workspace, end - first, geometry);
    for (let tile = 4 * first; tile < min(geometry.count, 4 * end); tile++) {
      const products = workspace + <usize>(tile - 4 * first) * line;
      const row = tile / geometry.columns;
      const column = tile - row * geometry.columns;
      const height = geometry.outHeight - 2 * (row % geometry.rows);
      const width = geometry.outWidth - 2 * column;
      writeOutputs(products, component, y + bytes(geometry.outOffset(row, column)), height, width, geometry);
    }
  }
}

/** Rows of a product are the tiles of a block; terms are channels. */
function setOperands(geometry: WinogradTiles, line: usize): void {
  Tile.block = 0;
  Tile.right = eight;
  Tile.terms = geometry.channels;
  Tile.blocks = 1;
  Tile.sums = line;
}

/** The products of some blocks' components and the kernel's. */
function multiply(tiles: usize, kernel: usize, products: usize, blocks: i32, geometry: WinogradTiles): void {
  const columns = columnsOf(geometry.outChannels);
  const fromKernel = kernelComponent(geometry.channels, geometry.outChannels);
  const column = <usize>geometry.channels * eight;
  const line = <usize>columns * eight;
  const component = 4 * blocksPerOutput * line + apart;
  const block = 16 * geometry.component;
  const next = geometry.component;
  for (let q: usize = 0; q < 16; q++)
    for (let at = 0; at < columns; at++) {
      const right = kernel + q * fromKernel + <usize>at * column;
      let from = tiles + q * next;
      let to = products + q * component + <usize>at * eight;
      for (let i = 0; i < blocks; i++) {
        Tile.sum4x8(from, right, to, 4, four, Sums.store);
        from += block;
        to += 4 * line;
      }
    }
}

/** The 2x2 outputs of a tile, or as many as the image has: A^T m A, and the bias. */
function writeOutputs(
  products: usize,
  component: usize,
  y: usize,
  height: i32,
  width: i32,
  geometry: WinogradConvolution,
): void {
  const outChannels = geometry.outChannels;
  const row = 4 * component;
  const right = bytes(outChannels);
  const below = bytes(geometry.outWidth * outChannels);
  for (let channel = 0; channel < outChannels; channel += 4) {
    const count = min(4, outChannels - channel);
    const at = bytes(channel);
    const from = products + at;
    const to = y + at;
    const shift = loadUpTo4(geometry.bias + at, count);
    const a0 = outputColumn0(from, component);
    const a1 = outputColumn1(from, component);
    const b0 = outputColumn0(from + row, component);
    const b1 = outputColumn1(from + row, component);
    const c0 = outputColumn0(from + 2 * row, component);
    const c1 = outputColumn1(from + 2 * row, component);
    storeUpTo4(to, f32x4.add(f32x4.add(f32x4.add(a0, b0), c0), shift), count);
    if (width > 1) storeUpTo4(to + right, f32x4.add(f32x4.add(f32x4.add(a1, b1), c1), shift), count);
    if (height === 1) continue;
    const d0 = outputColumn0(from + 3 * row, component);
    const d1 = outputColumn1(from + 3 * row, component);
    storeUpTo4(to + below, f32x4.add(f32x4.sub(f32x4.sub(b0, c0), d0), shift), count);
    if (width > 1) storeUpTo4(to + below + right, f32x4.add(f32x4.sub(f32x4.sub(b1, c1), d1), shift), count);
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
