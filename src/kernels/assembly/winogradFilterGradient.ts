import { chunkStart } from './chunks';
import { eight, four } from './simd';
import { Sums, Tile } from './tile';
import { apart, columnsOf, kernelComponent, WinogradTiles } from './winogradLayout';
import { transformGradients } from './winogradOutputGradient';

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
    const last = min(geometry.count, 4 * end);
    transformGradients(dy, workspace, geometry, geometry.outComponent, panel, 4 * first, last, firstRow, lastRow);
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
