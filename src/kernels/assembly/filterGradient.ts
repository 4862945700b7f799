import { firstOf, loadPart, startOf, storePart } from './parts';

/** Output positions between two stores of the sums: few enough for their inputs to stay in the cache. */
const positionsPerBlock = 1024;

/**
 * Parts of a kernel gradient, each of some images: dw[part, tap, i, o] = sum over images and positions of the input under
 * the tap times dy. A tap's column and an input channel lie side by side in a padded image, so each kernel row is a matrix
 * product of kw * ci rows by co columns.
 *
 * @param x [batch, h, w, ci]; dy [batch, oh, ow, co]; dw [parts, kh, kw, ci, co]
 * @param padded room for (oh - 1) * stride + kh rows of (ow - 1) * stride + kw pixels
 * @param share of `shares`, a multiple of `parts`: some rows of one part
 */
export function filterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  padded: usize,
  batch: i32,
  h: i32,
  w: i32,
  ci: i32,
  oh: i32,
  ow: i32,
  co: i32,
  kh: i32,
  kw: i32,
  strideH: i32,
  strideW: i32,
  top: i32,
  left: i32,
  parts: i32,
  share: i32,
  shares: i32,
): void {
  const rows = kw * ci;
  const sharesOfPart = shares / parts;
  const part = share / sharesOfPart;
  const blocks = (rows + 3) >> 2;
  const firstRow = firstOf(share % sharesOfPart, blocks, sharesOfPart) << 2;
  const lastRow = min(rows, firstOf((share % sharesOfPart) + 1, blocks, sharesOfPart) << 2);
  if (firstRow >= lastRow) return;
  dw += (<usize>(part * kh * rows * co)) << 2;
  for (let tap = 0; tap < kh; tap++)
    memory.fill(dw + ((<usize>((tap * rows + firstRow) * co)) << 2), 0, (<usize>((lastRow - firstRow) * co)) << 2);
  const paddedHeight = (oh - 1) * strideH + kh;
  const paddedRow = ((ow - 1) * strideW + kw) * ci;
  const usedHeight = min(h, paddedHeight - top);
  const usedRow = min(w * ci, paddedRow - left * ci);
  const rowsPerBlock = max(1, positionsPerBlock / ow);
  memory.fill(padded, 0, (<usize>(paddedHeight * paddedRow)) << 2);
  const last = firstOf(part + 1, batch, parts);
  for (let image = firstOf(part, batch, parts); image < last; image++) {
    for (let row = 0; row < usedHeight; row++)
      memory.copy(
        padded + ((<usize>((top + row) * paddedRow + left * ci)) << 2),
        x + ((<usize>((image * h + row) * w * ci)) << 2),
        (<usize>usedRow) << 2,
      );
    for (let start = 0; start < oh; start += rowsPerBlock)
      for (let tap = 0; tap < kh; tap++)
        accumulate(
          padded + ((<usize>((start * strideH + tap) * paddedRow)) << 2),
          dy + ((<usize>((image * oh + start) * ow * co)) << 2),
          dw + ((<usize>(tap * rows * co)) << 2),
          firstRow,
          lastRow,
          min(rowsPerBlock, oh - start),
          ow,
          co,
          paddedRow * strideH,
          strideW * ci,
        );
  }
}

/** Sums of numbers in parts: parts [count, length]; sums [length]. @param share of `shares` equal parts of the sums */
export function sumParts(parts: usize, sums: usize, count: i32, length: i32, share: i32, shares: i32): void {
  const line = (<usize>length) << 2;
  const end = startOf(share + 1, length, shares);
  for (let at = startOf(share, length, shares); at < end; at += 16) {
    const left = <i32>((end - at) >> 2);
    let sum = loadPart(parts + at, left);
    for (let part = 1; part < count; part++) sum = f32x4.add(sum, loadPart(parts + <usize>part * line + at, left));
    storePart(sums + at, sum, left);
  }
}

/** One block of positions and one kernel row; `rowStep` and `columnStep` are floats between neighbouring windows. */
function accumulate(
  x: usize,
  dy: usize,
  dw: usize,
  firstRow: i32,
  lastRow: i32,
  outHeight: i32,
  outWidth: i32,
  co: i32,
  rowStep: i32,
  columnStep: i32,
): void {
  let row = firstRow;
  for (; row + 4 <= lastRow; row += 4) {
    const from = x + ((<usize>row) << 2);
    const to = dw + ((<usize>(row * co)) << 2);
    let column = 0;
    for (; column + 8 <= co; column += 8)
      tile4x8(from, dy + (column << 2), to + (column << 2), outHeight, outWidth, co, rowStep, columnStep);
    for (; column + 4 <= co; column += 4)
      tile4x4(from, dy + (column << 2), to + (column << 2), outHeight, outWidth, co, rowStep, columnStep);
    for (; column < co; column++)
      tile4x1(from, dy + (column << 2), to + (column << 2), outHeight, outWidth, co, rowStep, columnStep);
  }
  for (; row < lastRow; row++)
    row1(x + ((<usize>row) << 2), dy, dw + ((<usize>(row * co)) << 2), outHeight, outWidth, co, rowStep, columnStep);
}

function tile4x8(
  x: usize,
  dy: usize,
  dw: usize,
  outHeight: i32,
  outWidth: i32,
  co: i32,
  rowStep: i32,
  columnStep: i32,
): void {
  const next = (<usize>co) << 2;
  const step = (<usize>columnStep) << 2;
  let a0 = v128.load(dw);
  let a1 = v128.load(dw, 16);
  let b0 = v128.load(dw + next);
  let b1 = v128.load(dw + next, 16);
  let c0 = v128.load(dw + 2 * next);
  let c1 = v128.load(dw + 2 * next, 16);
  let d0 = v128.load(dw + 3 * next);
  let d1 = v128.load(dw + 3 * next, 16);
  for (let row = 0; row < outHeight; row++) {
    let from = x + ((<usize>(row * rowStep)) << 2);
    for (let column = 0; column < outWidth; column++) {
      const y0 = v128.load(dy);
      const y1 = v128.load(dy, 16);
      const x0 = v128.load_splat<f32>(from);
      a0 = f32x4.add(a0, f32x4.mul(x0, y0));
      a1 = f32x4.add(a1, f32x4.mul(x0, y1));
      const x1 = v128.load_splat<f32>(from, 4);
      b0 = f32x4.add(b0, f32x4.mul(x1, y0));
      b1 = f32x4.add(b1, f32x4.mul(x1, y1));
      const x2 = v128.load_splat<f32>(from, 8);
      c0 = f32x4.add(c0, f32x4.mul(x2, y0));
      c1 = f32x4.add(c1, f32x4.mul(x2, y1));
      const x3 = v128.load_splat<f32>(from, 12);
      d0 = f32x4.add(d0, f32x4.mul(x3, y0));
      d1 = f32x4.add(d1, f32x4.mul(x3, y1));
      from += step;
      dy += next;
    }
  }
  v128.store(dw, a0);
  v128.store(dw, a1, 16);
  v128.store(dw + next, b0);
  v128.store(dw + next, b1, 16);
  v128.store(dw + 2 * next, c0);
  v128.store(dw + 2 * next, c1, 16);
  v128.store(dw + 3 * next, d0);
  v128.store(dw + 3 * next, d1, 16);
}

function tile4x4(
  x: usize,
  dy: usize,
  dw: usize,
  outHeight: i32,
  outWidth: i32,
  co: i32,
  rowStep: i32,
  columnStep: i32,
): void {
  const next = (<usize>co) << 2;
  const step = (<usize>columnStep) << 2;
  let a = v128.load(dw);
  let b = v128.load(dw + next);
  let c = v128.load(dw + 2 * next);
  let d = v128.load(dw + 3 * next);
  for (let row = 0; row < outHeight; row++) {
    let from = x + ((<usize>(row * rowStep)) << 2);
    for (let column = 0; column < outWidth; column++) {
      const y = v128.load(dy);
      a = f32x4.add(a, f32x4.mul(v128.load_splat<f32>(from), y));
      b = f32x4.add(b, f32x4.mul(v128.load_splat<f32>(from, 4), y));
      c = f32x4.add(c, f32x4.mul(v128.load_splat<f32>(from, 8), y));
      d = f32x4.add(d, f32x4.mul(v128.load_splat<f32>(from, 12), y));
      from += step;
      dy += next;
    }
  }
  v128.store(dw, a);
  v128.store(dw + next, b);
  v128.store(dw + 2 * next, c);
  v128.store(dw + 3 * next, d);
}

/** The four rows lie side by side in x, so one vector holds a sum for each. */
function tile4x1(
  x: usize,
  dy: usize,
  dw: usize,
  outHeight: i32,
  outWidth: i32,
  co: i32,
  rowStep: i32,
  columnStep: i32,
): void {
  const next = (<usize>co) << 2;
  const step = (<usize>columnStep) << 2;
  let sum = f32x4.splat(0);
  for (let row = 0; row < outHeight; row++) {
    let from = x + ((<usize>(row * rowStep)) << 2);
    for (let column = 0; column < outWidth; column++) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(from), v128.load_splat<f32>(dy)));
      from += step;
      dy += next;
    }
  }
  store<f32>(dw, load<f32>(dw) + f32x4.extract_lane(sum, 0));
  store<f32>(dw + next, load<f32>(dw + next) + f32x4.extract_lane(sum, 1));
  store<f32>(dw + 2 * next, load<f32>(dw + 2 * next) + f32x4.extract_lane(sum, 2));
  store<f32>(dw + 3 * next, load<f32>(dw + 3 * next) + f32x4.extract_lane(sum, 3));
}

/** One row on its own: four columns at a time, then one by one. */
function row1(
  x: usize,
  dy: usize,
  dw: usize,
  outHeight: i32,
  outWidth: i32,
  co: i32,
  rowStep: i32,
  columnStep: i32,
): void {
  const next = (<usize>co) << 2;
  const step = (<usize>columnStep) << 2;
  let column = 0;
  for (; column + 4 <= co; column += 4) {
    let sum = v128.load(dw + (column << 2));
    let y = dy + (column << 2);
    for (let row = 0; row < outHeight; row++) {
      let from = x + ((<usize>(row * rowStep)) << 2);
      for (let at = 0; at < outWidth; at++) {
        sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(from), v128.load(y)));
        from += step;
        y += next;
      }
    }
    v128.store(dw + (column << 2), sum);
  }
  for (; column < co; column++) {
    let sum = load<f32>(dw + (column << 2));
    let y = dy + (column << 2);
    for (let row = 0; row < outHeight; row++) {
      let from = x + ((<usize>(row * rowStep)) << 2);
      for (let at = 0; at < outWidth; at++) {
        sum += load<f32>(from) * load<f32>(y);
        from += step;
        y += next;
      }
    }
    store<f32>(dw + (column << 2), sum);
  }
}
