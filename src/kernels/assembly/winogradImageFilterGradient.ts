import { chunkStart } from './chunks';
import { bytes, eight } from './simd';
import { Sums, Tile } from './tile';
import { transformTiles, WinogradImages } from './winogradImages';
import { apart, columnsOf, kernelComponent } from './winogradLayout';
import { transformGradients } from './winogradOutputGradient';

/** Tiles that are transformed and multiplied at a time: few enough for the cache. */
const group = 32;

/** Bytes of eight outputs' gradients in those tiles. */
const panel = group * eight;

/**
 * Gradient for a transformed kernel, straight from images: of every component the sum over the tiles of tile times A dy A^T.
 *
 * @param x [batch, height, width, channels]; dy [batch, outHeight, outWidth, outChannels]
 * @param gradient [16, columns, channels, 8], zeroed before
 * @param workspace a line of zeros, 16 times [32, line] and a gap, 16 times [columns, 32, 8] and a gap
 * @param chunk of `chunks` parts of the components, in rows of four
 */
export function winogradImageFilterGradient(
  x: usize,
  dy: usize,
  gradient: usize,
  geometry: WinogradImages,
  workspace: usize,
  chunk: i32,
  chunks: i32,
): void {
  const firstRow = chunkStart(chunk, 4, chunks);
  const lastRow = chunkStart(chunk + 1, 4, chunks);
  if (firstRow === lastRow) return;
  const component = geometry.component(group);
  const outComponent = <usize>columnsOf(geometry.outChannels) * panel + apart;
  const tiles = workspace + geometry.line;
  const outputs = tiles + 16 * component;
  memory.fill(workspace, 0, geometry.line);
  Tile.term = geometry.line;
  Tile.block = 0;
  Tile.blocks = 1;
  Tile.right = eight;
  Tile.sums = eight;
  for (let first = 0; first < geometry.count; first += group) {
    const last = min(geometry.count, first + group);
    Tile.terms = last - first;
    transformTiles(x, tiles, workspace, geometry, component, first, last, firstRow, lastRow);
    transformGradients(dy, outputs, geometry, outComponent, panel, first, last, firstRow, lastRow);
    for (let q = 4 * firstRow; q < 4 * lastRow; q++)
      addComponent(
        tiles + <usize>q * component,
        outputs + <usize>q * outComponent,
        gradient + <usize>q * kernelComponent(geometry.channels, geometry.outChannels),
        geometry,
      );
  }
}

/** Rows of a product are channels; terms are tiles. */
function addComponent(tiles: usize, outputs: usize, gradient: usize, geometry: WinogradImages): void {
  const channels = geometry.channels;
  const term = geometry.line;
  for (let column = 0; column < columnsOf(geometry.outChannels); column++) {
    let to = gradient + <usize>(column * channels) * eight;
    let channel = 0;
    for (; channel + 4 <= channels; channel += 4) {
      Tile.sum4x8(tiles + bytes(channel), outputs, to, 4, term, Sums.accumulate);
      to += 4 * eight;
    }
    for (; channel < channels; channel++) {
      Tile.sum1x8(tiles + bytes(channel), outputs, to, Sums.accumulate);
      to += eight;
    }
    outputs += panel;
  }
}
