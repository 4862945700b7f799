import { chunkStart } from './chunks';
import { eight, four } from './simd';
import { Sums, Tile } from './tile';
import { apart, columnsOf, kernelComponent, WinogradTiles } from './winogradLayout';
import { writeTiles } from './winogradOutput';

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
  Tile.activate(0);
  for (let first = chunkStart(chunk, geometry.blocks, chunks); first < last; first += blocksPerOutput) {
    const end = min(last, first + blocksPerOutput);
    const from = tiles + <usize>(16 * first) * geometry.component;
    multiply(from, kernel, workspace, end - first, geometry);
    writeTiles(workspace, component, y, 4 * first, min(geometry.count, 4 * end), geometry, geometry.bias);
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
