import { bytes, four, loadUpTo4 } from './simd';
import { apart, WinogradOutputs } from './winogradLayout';

/** Images [batch, height, width, channels] that are transformed a group of tiles at a time, as they are read. */
@unmanaged
export class WinogradImages extends WinogradOutputs {
  height: i32;
  width: i32;
  /** Rows of zeros above an image, and columns left of it. */
  top: i32;
  left: i32;

  /** Bytes of a tile's channels in one component, zeros after the last. */
  get line(): usize {
    return <usize>((this.channels + 3) >> 2) * four;
  }

  /** Bytes between the components of a group of tiles. */
  component(tiles: i32): usize {
    return <usize>tiles * this.line + apart;
  }
}

/**
 * Transforms tiles `first` to `last`, counted through all images, to [16, tiles of a group, line]: B^T d B, the rows of
 * components from `firstRow` to `lastRow` of four.
 *
 * @param zeros a line of zeros, for pixels outside an image
 */
export function transformTiles(
  x: usize,
  to: usize,
  zeros: usize,
  images: WinogradImages,
  component: usize,
  first: i32,
  last: i32,
  firstRow: i32,
  lastRow: i32,
): void {
  const size = bytes(images.height * images.width * images.channels);
  const perImage = images.rows * images.columns;
  for (let tile = first; tile < last; tile++) {
    const image = tile / perImage;
    const place = tile - image * perImage;
    const row = place / images.columns;
    const top = 2 * row - images.top;
    const left = 2 * (place - row * images.columns) - images.left;
    const from = x + <usize>image * size;
    for (let i = firstRow; i < lastRow; i++) {
      const above = i === 0 ? 0 : i === 2 ? 2 : 1;
      const below = i === 2 ? 1 : i === 3 ? 3 : 2;
      const out = to + <usize>(4 * i) * component;
      transformRows(from, out, zeros, images, component, top + above, top + below, left, i === 1);
    }
    to += images.line;
  }
}

/** A row of four components of all channels, from two rows of pixels: their sum or difference, times B. */
function transformRows(
  image: usize,
  to: usize,
  zeros: usize,
  images: WinogradImages,
  component: usize,
  above: i32,
  below: i32,
  left: i32,
  adds: bool,
): void {
  const a0 = pixelAt(image, zeros, images, above, left);
  const a1 = pixelAt(image, zeros, images, above, left + 1);
  const a2 = pixelAt(image, zeros, images, above, left + 2);
  const a3 = pixelAt(image, zeros, images, above, left + 3);
  const b0 = pixelAt(image, zeros, images, below, left);
  const b1 = pixelAt(image, zeros, images, below, left + 1);
  const b2 = pixelAt(image, zeros, images, below, left + 2);
  const b3 = pixelAt(image, zeros, images, below, left + 3);
  const sign = f32x4.splat(adds ? 1 : -1);
  const whole = <usize>(images.channels >> 2) * four;
  let at: usize = 0;
  for (; at < whole; at += four) {
    const d0 = f32x4.add(v128.load(a0 + at), f32x4.mul(sign, v128.load(b0 + at)));
    const d1 = f32x4.add(v128.load(a1 + at), f32x4.mul(sign, v128.load(b1 + at)));
    const d2 = f32x4.add(v128.load(a2 + at), f32x4.mul(sign, v128.load(b2 + at)));
    const d3 = f32x4.add(v128.load(a3 + at), f32x4.mul(sign, v128.load(b3 + at)));
    storeComponents(to + at, component, d0, d1, d2, d3);
  }
  const rest = images.channels & 3;
  if (rest === 0) return;
  const d0 = f32x4.add(loadUpTo4(a0 + at, rest), f32x4.mul(sign, loadUpTo4(b0 + at, rest)));
  const d1 = f32x4.add(loadUpTo4(a1 + at, rest), f32x4.mul(sign, loadUpTo4(b1 + at, rest)));
  const d2 = f32x4.add(loadUpTo4(a2 + at, rest), f32x4.mul(sign, loadUpTo4(b2 + at, rest)));
  const d3 = f32x4.add(loadUpTo4(a3 + at, rest), f32x4.mul(sign, loadUpTo4(b3 + at, rest)));
  storeComponents(to + at, component, d0, d1, d2, d3);
}

function pixelAt(image: usize, zeros: usize, images: WinogradImages, row: i32, column: i32): usize {
  const isInside = row >= 0 && row < images.height && column >= 0 && column < images.width;
  return isInside ? image + bytes((row * images.width + column) * images.channels) : zeros;
}

function storeComponents(to: usize, component: usize, d0: v128, d1: v128, d2: v128, d3: v128): void {
  v128.store(to, f32x4.sub(d0, d2));
  v128.store(to + component, f32x4.add(d1, d2));
  v128.store(to + 2 * component, f32x4.sub(d2, d1));
  v128.store(to + 3 * component, f32x4.sub(d1, d3));
}
