import { chunkOffset, chunkStart } from './chunks';
import { Geometry } from './geometry';
import { clear, pad } from './padding';
import { bytes, four, loadUpTo4, madd, storeUpTo4 } from './simd';
import { Sums, Tile } from './tile';

/** Output positions between two stores of the sums: few enough for their inputs to stay in the cache. */
const positionsPerBlock = 1024;

@unmanaged
class FilterGradient extends Geometry {
  parts: i32;
}

/**
 * Parts of a kernel gradient, each of some images: dw[part, tap, i, o] = sum over images and positions of the input under
 * the tap times dy. A tap's column and an input channel lie side by side in a padded image, so each kernel row is a matrix
 * product of windowRow rows by outChannels columns.
 *
 * @param x [batch, height, width, channels]; dy [batch, outHeight, outWidth, outChannels]
 * @param dw [parts, kernelHeight, windowRow, outChannels]
 * @param workspace [paddedHeight, row], a padded image
 * @param chunk of `chunks`, a multiple of `parts`: some rows of one part
 */
export function filterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  geometry: FilterGradient,
  workspace: usize,
  chunk: i32,
  chunks: i32,
): void {
  const chunksPerPart = chunks / geometry.parts;
  const part = chunk / chunksPerPart;
  const fours = (geometry.windowRow + 3) >> 2;
  const first = chunkStart(chunk % chunksPerPart, fours, chunksPerPart) << 2;
  const rows = min(geometry.windowRow, chunkStart((chunk % chunksPerPart) + 1, fours, chunksPerPart) << 2) - first;
  if (rows <= 0) return;
  const kernelRow = bytes(geometry.windowRow * geometry.outChannels);
  dw += <usize>(part * geometry.kernelHeight) * kernelRow + bytes(first * geometry.outChannels);
  for (let tap = 0; tap < geometry.kernelHeight; tap++)
    memory.fill(dw + <usize>tap * kernelRow, 0, bytes(rows * geometry.outChannels));
  setOperands(geometry);
  clear(workspace, geometry);
  const last = chunkStart(part + 1, geometry.batch, geometry.parts);
  for (let image = chunkStart(part, geometry.batch, geometry.parts); image < last; image++) {
    pad(x + bytes(image * geometry.size), workspace, geometry);
    addImage(workspace + bytes(first), dy + bytes(image * geometry.outSize), dw, rows, geometry);
  }
}

/** Rows of the gradient are neighbours in a window; terms are output positions, a row of them a block. */
function setOperands(geometry: Geometry): void {
  Tile.term = bytes(geometry.columnStep);
  Tile.block = bytes(geometry.rowStep);
  Tile.right = bytes(geometry.outChannels);
  Tile.terms = geometry.outWidth;
  Tile.sums = bytes(geometry.outChannels);
}

function addImage(x: usize, dy: usize, dw: usize, rows: i32, geometry: Geometry): void {
  const rowsPerBlock = max(1, positionsPerBlock / geometry.outWidth);
  for (let start = 0; start < geometry.outHeight; start += rowsPerBlock) {
    Tile.blocks = min(rowsPerBlock, geometry.outHeight - start);
    const from = dy + bytes(start * geometry.outWidth * geometry.outChannels);
    for (let tap = 0; tap < geometry.kernelHeight; tap++) {
      const under = x + bytes(start * geometry.rowStep + tap * geometry.row);
      const to = dw + bytes(tap * geometry.windowRow * geometry.outChannels);
      addRows(under, from, to, rows, geometry.outChannels);
    }
  }
}

function addRows(x: usize, dy: usize, dw: usize, rows: i32, columns: i32): void {
  let row = 0;
  for (; row + 4 <= rows; row += 4) addFourRows(x + bytes(row), dy, dw + bytes(row * columns), columns);
  for (; row < rows; row++) addRow(x + bytes(row), dy, dw + bytes(row * columns), columns);
}

function addFourRows(x: usize, dy: usize, dw: usize, columns: i32): void {
  let column = 0;
  for (; column + 8 <= columns; column += 8)
    Tile.sum4x8(x, dy + bytes(column), dw + bytes(column), 4, Tile.term, Sums.accumulate);
  for (; column + 4 <= columns; column += 4) addTile4x4(x, dy + bytes(column), dw + bytes(column));
  for (; column < columns; column++) addTile4x1(x, dy + bytes(column), dw + bytes(column));
}

function addRow(x: usize, dy: usize, dw: usize, columns: i32): void {
  for (let block = 0; block < Tile.blocks; block++) {
    let column = 0;
    for (; column + 4 <= columns; column += 4) Tile.sum1x4(x, dy + bytes(column), dw + bytes(column));
    for (; column < columns; column++) Tile.sum1x1(x, dy + bytes(column), dw + bytes(column));
    x += Tile.block;
    dy += <usize>Tile.terms * Tile.right;
  }
}

function addTile4x4(x: usize, dy: usize, dw: usize): void {
  const step = Tile.term;
  const next = Tile.right;
  const length = <usize>Tile.terms * step;
  let a = v128.load(dw);
  let b = v128.load(dw + next);
  let c = v128.load(dw + 2 * next);
  let d = v128.load(dw + 3 * next);
  for (let i = Tile.blocks; i > 0; i--) {
    const end = x + length;
    for (let from = x; from < end; from += step) {
      const y = v128.load(dy);
      a = madd(a, v128.load_splat<f32>(from), y);
      b = madd(b, v128.load_splat<f32>(from, 4), y);
      c = madd(c, v128.load_splat<f32>(from, 8), y);
      d = madd(d, v128.load_splat<f32>(from, 12), y);
      dy += next;
    }
    x += Tile.block;
  }
  v128.store(dw, a);
  v128.store(dw + next, b);
  v128.store(dw + 2 * next, c);
  v128.store(dw + 3 * next, d);
}

/** The four rows lie side by side in x, so one vector holds a sum for each. */
function addTile4x1(x: usize, dy: usize, dw: usize): void {
  const step = Tile.term;
  const next = Tile.right;
  const length = <usize>Tile.terms * step;
  let sum = f32x4.splat(0);
  for (let i = Tile.blocks; i > 0; i--) {
    const end = x + length;
    for (let from = x; from < end; from += step) {
      sum = madd(sum, v128.load(from), v128.load_splat<f32>(dy));
      dy += next;
    }
    x += Tile.block;
  }
  store<f32>(dw, load<f32>(dw) + f32x4.extract_lane(sum, 0));
  store<f32>(dw + next, load<f32>(dw + next) + f32x4.extract_lane(sum, 1));
  store<f32>(dw + 2 * next, load<f32>(dw + 2 * next) + f32x4.extract_lane(sum, 2));
  store<f32>(dw + 3 * next, load<f32>(dw + 3 * next) + f32x4.extract_lane(sum, 3));
}

/** Sums of numbers in parts: parts [count, length]; sums [length]. @param chunk of `chunks` equal ones of the sums */
export function sumParts(parts: usize, sums: usize, count: i32, length: i32, chunk: i32, chunks: i32): void {
  const line = bytes(length);
  const end = chunkOffset(chunk + 1, length, chunks);
  for (let at = chunkOffset(chunk, length, chunks); at < end; at += four) {
    const left = <i32>((end - at) >> 2);
    let sum = loadUpTo4(parts + at, left);
    for (let part = 1; part < count; part++) sum = f32x4.add(sum, loadUpTo4(parts + <usize>part * line + at, left));
    storeUpTo4(sums + at, sum, left);
  }
}
