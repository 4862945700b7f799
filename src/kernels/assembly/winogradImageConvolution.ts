import { chunkStart } from './chunks';
import { eight, four } from './simd';
import { Sums, Tile } from './tile';
import { transformTiles, WinogradImages } from './winogradImages';
import { apart, columnsOf, kernelComponent } from './winogradLayout';
import { writeTiles } from './winogradOutput';

/** Tiles that are transformed and multiplied at a time: few enough for the cache. */
const group = 16;

@unmanaged
class WinogradImageConvolution extends WinogradImages {
  bias: usize;
  activation: i32;
}

/**
 * Convolution, bias and activation, straight from images: their tiles are transformed as they are multiplied.
 *
 * @param x [batch, height, width, channels]
 * @param kernel from `winogradKernel`; y [batch, outHeight, outWidth, outChannels]
 * @param workspace a line of zeros, 16 times [16, line] and a gap, [16, line], 16 times [16, columns, 8] and a gap
 * @param chunk of `chunks` equal ones of the groups of tiles
 */
export function winogradImageConvolution(
  x: usize,
  kernel: usize,
  y: usize,
  geometry: WinogradImageConvolution,
  workspace: usize,
  chunk: i32,
  chunks: i32,
): void {
  const component = geometry.component(group);
  const tiles = workspace + geometry.line;
  const blocks = tiles + 16 * component;
  const products = blocks + <usize>group * geometry.line;
  const line = <usize>columnsOf(geometry.outChannels) * eight;
  const groups = (geometry.count + group - 1) / group;
  const end = min(geometry.count, group * chunkStart(chunk + 1, groups, chunks));
  memory.fill(workspace, 0, geometry.line);
  Tile.activate(geometry.activation);
  Tile.block = 0;
  Tile.right = eight;
  Tile.terms = geometry.channels;
  Tile.blocks = 1;
  Tile.sums = line;
  for (let first = group * chunkStart(chunk, groups, chunks); first < end; first += group) {
    const last = min(end, first + group);
    transformTiles(x, tiles, workspace, geometry, component, first, last, 0, 4);
    multiply(tiles, component, blocks, kernel, products, last - first, geometry);
    writeTiles(products, <usize>group * line + apart, y, first, last, geometry, geometry.bias);
  }
}

/** The products of some tiles' components and the kernel's. @param blocks room for the tiles of a component */
function multiply(
  tiles: usize,
  component: usize,
  blocks: usize,
  kernel: usize,
  products: usize,
  count: i32,
  geometry: WinogradImageConvolution,
): void {
  const columns = columnsOf(geometry.outChannels);
  const fromKernel = kernelComponent(geometry.channels, geometry.outChannels);
  const column = <usize>geometry.channels * eight;
  const line = Tile.sums;
  const block = 4 * geometry.line;
  for (let q: usize = 0; q < 16; q++) {
    interleave(tiles + q * component, blocks, geometry.line, count);
    for (let at = 0; at < columns; at++) {
      const right = kernel + q * fromKernel + <usize>at * column;
      let from = blocks;
      let to = products + q * (<usize>group * line + apart) + <usize>at * eight;
      for (let i = 0; i < count; i += 4) {
        Tile.sum4x8(from, right, to, 4, four, Sums.store);
        from += block;
        to += 4 * line;
      }
    }
  }
}

/** From tiles, one after the other, blocks of four: those of a channel side by side. */
function interleave(tiles: usize, blocks: usize, line: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    for (let at: usize = 0; at < line; at += four) {
      const a = v128.load(tiles + at);
      const b = v128.load(tiles + line + at);
      const c = v128.load(tiles + 2 * line + at);
      const d = v128.load(tiles + 3 * line + at);
      const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
      const abAfter = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
      const cdAfter = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
      v128.store(blocks, v128.shuffle<i32>(ab, cd, 0, 1, 4, 5));
      v128.store(blocks, v128.shuffle<i32>(ab, cd, 2, 3, 6, 7), 16);
      v128.store(blocks, v128.shuffle<i32>(abAfter, cdAfter, 0, 1, 4, 5), 32);
      v128.store(blocks, v128.shuffle<i32>(abAfter, cdAfter, 2, 3, 6, 7), 48);
      blocks += 4 * four;
    }
    tiles += 4 * line;
  }
}
