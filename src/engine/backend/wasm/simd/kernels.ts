/**
 * Kernels for TensorFlow.js's wasm backend in AssemblyScript, which work in place on the backend's own memory. Tensors
 * are NHWC float32, addresses in bytes. `npm run kernels` compiles them.
 */

export {
  winogradConvolution,
  winogradFilterGradient,
  winogradInput,
  winogradKernel,
  winogradKernelGradient,
} from './winograd';

/** Output positions between two stores of the sums: few enough for their inputs to stay in the cache. */
const positionsPerBlock = 1024;

/**
 * Adds to a kernel gradient [kh, kw, ci, co], zeroed before: dw[tap, i, o] += sum over images and positions of the
 * input under the tap times dy. A tap's column and an input channel lie side by side in a padded image, so each kernel
 * row is a matrix product of kw * ci rows by co columns, and rows are split among threads.
 *
 * @param x [batch, h, w, ci]; dy [batch, oh, ow, co]
 * @param padded room for (oh - 1) * stride + kh rows of (ow - 1) * stride + kw pixels, zeroed
 * @param share of `shares` equal parts of the rows, this thread's
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
  share: i32,
  shares: i32,
): void {
  const rows = kw * ci;
  const blocks = (rows + 3) >> 2;
  const firstRow = ((blocks * share) / shares) << 2;
  const lastRow = min(rows, ((blocks * (share + 1)) / shares) << 2);
  const paddedRow = ((ow - 1) * strideW + kw) * ci;
  const usedHeight = min(h, (oh - 1) * strideH + kh - top);
  const usedRow = min(w * ci, paddedRow - left * ci);
  const rowsPerBlock = max(1, positionsPerBlock / ow);
  for (let image = 0; image < batch; image++) {
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

/**
 * Writes the gradient of a convolution with respect to its input: each output position adds, to the window that it
 * read, its gradient times the kernel. Windows are `kw * ci` floats side by side in a padded image, so each kernel row
 * is a matrix product of positions by `kw * ci` columns; images are split among threads.
 *
 * @param dy [batch, oh, ow, co]; turned the kernel as [kh, co, kw * ci]; dx [batch, h, w, ci]
 * @param padded room for (oh - 1) * stride + kh rows of (ow - 1) * stride + kw pixels
 * @param share of `shares` equal parts of the images, this thread's
 */
export function inputGradient(
  dy: usize,
  turned: usize,
  dx: usize,
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
  share: i32,
  shares: i32,
): void {
  const window = kw * ci;
  const paddedHeight = (oh - 1) * strideH + kh;
  const paddedRow = ((ow - 1) * strideW + kw) * ci;
  const usedHeight = min(h, paddedHeight - top);
  const usedRow = min(w * ci, paddedRow - left * ci);
  const lastImage = (batch * (share + 1)) / shares;
  for (let image = (batch * share) / shares; image < lastImage; image++) {
    memory.fill(padded, 0, (<usize>(paddedHeight * paddedRow)) << 2);
    const from = dy + ((<usize>(image * oh * ow * co)) << 2);
    for (let tap = 0; tap < kh; tap++)
      for (let column = 0; column < window; column += 8)
        spreadColumns(
          from,
          turned + ((<usize>(tap * co * window + column)) << 2),
          padded + ((<usize>(tap * paddedRow + column)) << 2),
          min(8, window - column),
          oh,
          ow,
          co,
          window,
          paddedRow * strideH,
          strideW * ci,
        );
    const to = dx + ((<usize>(image * h * w * ci)) << 2);
    memory.fill(to, 0, (<usize>(h * w * ci)) << 2);
    for (let row = 0; row < usedHeight; row++)
      memory.copy(
        to + ((<usize>(row * w * ci)) << 2),
        padded + ((<usize>((top + row) * paddedRow + left * ci)) << 2),
        (<usize>usedRow) << 2,
      );
  }
}

/** Up to 8 columns of one kernel row, for all positions; `rowStep` and `columnStep` are floats between windows. */
function spreadColumns(
  dy: usize,
  turned: usize,
  to: usize,
  columns: i32,
  oh: i32,
  ow: i32,
  co: i32,
  window: i32,
  rowStep: i32,
  columnStep: i32,
): void {
  const step = (<usize>columnStep) << 2;
  const next = (<usize>co) << 2;
  for (let row = 0; row < oh; row++) {
    let target = to + ((<usize>(row * rowStep)) << 2);
    let position = 0;
    if (columns === 8)
      for (; position + 4 <= ow; position += 4) {
        spread4x8(dy, turned, target, co, window, step);
        dy += 4 * next;
        target += 4 * step;
      }
    for (; position < ow; position++) {
      let column = 0;
      for (; column + 4 <= columns; column += 4)
        spread1x4(dy, turned + (column << 2), target + (column << 2), co, window);
      for (; column < columns; column++) spread1x1(dy, turned + (column << 2), target + (column << 2), co, window);
      dy += next;
      target += step;
    }
  }
}

function spread4x8(dy: usize, turned: usize, to: usize, co: i32, window: i32, step: usize): void {
  const next = (<usize>co) << 2;
  const line = (<usize>window) << 2;
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let c0 = f32x4.splat(0);
  let c1 = f32x4.splat(0);
  let d0 = f32x4.splat(0);
  let d1 = f32x4.splat(0);
  for (let channel = 0; channel < co; channel++) {
    const w0 = v128.load(turned);
    const w1 = v128.load(turned, 16);
    const y0 = v128.load_splat<f32>(dy);
    a0 = f32x4.add(a0, f32x4.mul(y0, w0));
    a1 = f32x4.add(a1, f32x4.mul(y0, w1));
    const y1 = v128.load_splat<f32>(dy + next);
    b0 = f32x4.add(b0, f32x4.mul(y1, w0));
    b1 = f32x4.add(b1, f32x4.mul(y1, w1));
    const y2 = v128.load_splat<f32>(dy + 2 * next);
    c0 = f32x4.add(c0, f32x4.mul(y2, w0));
    c1 = f32x4.add(c1, f32x4.mul(y2, w1));
    const y3 = v128.load_splat<f32>(dy + 3 * next);
    d0 = f32x4.add(d0, f32x4.mul(y3, w0));
    d1 = f32x4.add(d1, f32x4.mul(y3, w1));
    dy += 4;
    turned += line;
  }
  addTo(to, a0, a1);
  addTo(to + step, b0, b1);
  addTo(to + 2 * step, c0, c1);
  addTo(to + 3 * step, d0, d1);
}

/** Windows may overlap, so each is read, added to and stored before the next. */
function addTo(to: usize, first: v128, second: v128): void {
  v128.store(to, f32x4.add(v128.load(to), first));
  v128.store(to, f32x4.add(v128.load(to, 16), second), 16);
}

function spread1x4(dy: usize, turned: usize, to: usize, co: i32, window: i32): void {
  const line = (<usize>window) << 2;
  let sum = v128.load(to);
  for (let channel = 0; channel < co; channel++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(dy), v128.load(turned)));
    dy += 4;
    turned += line;
  }
  v128.store(to, sum);
}

function spread1x1(dy: usize, turned: usize, to: usize, co: i32, window: i32): void {
  const line = (<usize>window) << 2;
  let sum = load<f32>(to);
  for (let channel = 0; channel < co; channel++) {
    sum += load<f32>(dy) * load<f32>(turned);
    dy += 4;
    turned += line;
  }
  store<f32>(to, sum);
}

/**
 * Lays a kernel [k, co] out for `convolution`: for every 8 of its columns their biases, then its k rows, with zeros
 * where co ends before 8. `bias` is 0 for none.
 */
export function packKernel(kernel: usize, bias: usize, packed: usize, k: i32, co: i32): void {
  for (let column = 0; column < co; column += 8) {
    const columns = min(8, co - column);
    if (bias) copyColumns(bias + (column << 2), packed, columns);
    else memory.fill(packed, 0, 32);
    packed += 32;
    for (let row = 0; row < k; row++) {
      copyColumns(kernel + ((<usize>(row * co + column)) << 2), packed, columns);
      packed += 32;
    }
  }
}

function copyColumns(from: usize, to: usize, columns: i32): void {
  if (columns === 8) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    return;
  }
  memory.fill(to, 0, 32);
  memory.copy(to, from, columns << 2);
}

/**
 * Convolution, bias and activation: images are split among threads.
 *
 * @param x [batch, h, w, ci]; packed from `packKernel`; y [batch, oh, ow, co]
 * @param padded room for (oh - 1) * stride + kh rows of (ow - 1) * stride + kw pixels, zeroed
 * @param relu how y is activated: 0 not at all, 1 at least zero, 2 between zero and six
 */
export function convolution(
  x: usize,
  packed: usize,
  y: usize,
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
  share: i32,
  shares: i32,
  relu: i32,
): void {
  const window = kw * ci;
  const paddedRow = ((ow - 1) * strideW + kw) * ci;
  const usedHeight = min(h, (oh - 1) * strideH + kh - top);
  const usedRow = min(w * ci, paddedRow - left * ci);
  const isWhole = top === 0 && left === 0 && paddedRow === w * ci && usedHeight === (oh - 1) * strideH + kh;
  const lowest = f32x4.splat(relu ? 0 : -f32.MAX_VALUE);
  const highest = f32x4.splat(relu === 2 ? 6 : f32.MAX_VALUE);
  const lastImage = (batch * (share + 1)) / shares;
  for (let image = (batch * share) / shares; image < lastImage; image++) {
    let from = x + ((<usize>(image * h * w * ci)) << 2);
    if (!isWhole) {
      for (let row = 0; row < usedHeight; row++)
        memory.copy(
          padded + ((<usize>((top + row) * paddedRow + left * ci)) << 2),
          from + ((<usize>(row * w * ci)) << 2),
          (<usize>usedRow) << 2,
        );
      from = padded;
    }
    let columns = packed;
    for (let column = 0; column < co; column += 8) {
      const count = min(8, co - column);
      let to = y + ((<usize>(image * oh * ow * co + column)) << 2);
      for (let row = 0; row < oh; row++) {
        let at = from + ((<usize>(row * strideH * paddedRow)) << 2);
        let position = 0;
        for (; position + 4 <= ow; position += 4) {
          convolve4x8(at, columns, to, kh, window, paddedRow, strideW * ci, co, count, lowest, highest);
          at += (<usize>(4 * strideW * ci)) << 2;
          to += (<usize>(4 * co)) << 2;
        }
        for (; position < ow; position++) {
          convolve1x8(at, columns, to, kh, window, paddedRow, count, lowest, highest);
          at += (<usize>(strideW * ci)) << 2;
          to += (<usize>co) << 2;
        }
      }
      columns += (<usize>(kh * window + 1)) << 5;
    }
  }
}

function convolve4x8(
  x: usize,
  packed: usize,
  y: usize,
  kh: i32,
  window: i32,
  paddedRow: i32,
  columnStep: i32,
  co: i32,
  columns: i32,
  lowest: v128,
  highest: v128,
): void {
  const step = (<usize>columnStep) << 2;
  const next = (<usize>co) << 2;
  let a0 = v128.load(packed);
  let a1 = v128.load(packed, 16);
  let b0 = a0;
  let b1 = a1;
  let c0 = a0;
  let c1 = a1;
  let d0 = a0;
  let d1 = a1;
  packed += 32;
  for (let tap = 0; tap < kh; tap++) {
    let from = x + ((<usize>(tap * paddedRow)) << 2);
    for (let row = 0; row < window; row++) {
      const w0 = v128.load(packed);
      const w1 = v128.load(packed, 16);
      const x0 = v128.load_splat<f32>(from);
      a0 = f32x4.add(a0, f32x4.mul(x0, w0));
      a1 = f32x4.add(a1, f32x4.mul(x0, w1));
      const x1 = v128.load_splat<f32>(from + step);
      b0 = f32x4.add(b0, f32x4.mul(x1, w0));
      b1 = f32x4.add(b1, f32x4.mul(x1, w1));
      const x2 = v128.load_splat<f32>(from + 2 * step);
      c0 = f32x4.add(c0, f32x4.mul(x2, w0));
      c1 = f32x4.add(c1, f32x4.mul(x2, w1));
      const x3 = v128.load_splat<f32>(from + 3 * step);
      d0 = f32x4.add(d0, f32x4.mul(x3, w0));
      d1 = f32x4.add(d1, f32x4.mul(x3, w1));
      from += 4;
      packed += 32;
    }
  }
  storeColumns(y, a0, a1, columns, lowest, highest);
  storeColumns(y + next, b0, b1, columns, lowest, highest);
  storeColumns(y + 2 * next, c0, c1, columns, lowest, highest);
  storeColumns(y + 3 * next, d0, d1, columns, lowest, highest);
}

function convolve1x8(
  x: usize,
  packed: usize,
  y: usize,
  kh: i32,
  window: i32,
  paddedRow: i32,
  columns: i32,
  lowest: v128,
  highest: v128,
): void {
  let a0 = v128.load(packed);
  let a1 = v128.load(packed, 16);
  packed += 32;
  for (let tap = 0; tap < kh; tap++) {
    let from = x + ((<usize>(tap * paddedRow)) << 2);
    for (let row = 0; row < window; row++) {
      const x0 = v128.load_splat<f32>(from);
      a0 = f32x4.add(a0, f32x4.mul(x0, v128.load(packed)));
      a1 = f32x4.add(a1, f32x4.mul(x0, v128.load(packed, 16)));
      from += 4;
      packed += 32;
    }
  }
  storeColumns(y, a0, a1, columns, lowest, highest);
}

function storeColumns(y: usize, first: v128, second: v128, columns: i32, lowest: v128, highest: v128): void {
  first = f32x4.min(f32x4.max(first, lowest), highest);
  second = f32x4.min(f32x4.max(second, lowest), highest);
  if (columns === 8) {
    v128.store(y, first);
    v128.store(y, second, 16);
    return;
  }
  if (columns >= 4) {
    v128.store(y, first);
    y += 16;
    columns -= 4;
    first = second;
  }
  if (columns > 0) v128.store_lane<f32>(y, first, 0);
  if (columns > 1) v128.store_lane<f32>(y, first, 1, 4);
  if (columns > 2) v128.store_lane<f32>(y, first, 2, 8);
}

/** Rows whose sums are taken on their own before they join the total: small sums lose fewer digits. */
const rowsPerSum = 1024;

/**
 * Sums over the rows of a [rows, c] and of its product with b, for every channel.
 *
 * @param sums [shares, 4, c], zeroed: sums of a and of a b, and room for those of a block of rows
 * @param share of `shares` equal parts of the rows, this thread's
 */
export function channelSums(a: usize, b: usize, sums: usize, rows: i32, c: i32, share: i32, shares: i32): void {
  const line = (<usize>c) << 2;
  sums += 4 * <usize>share * line;
  const block = sums + 2 * line;
  const last = <i32>((<i64>rows * (share + 1)) / shares);
  for (let start = <i32>((<i64>rows * share) / shares); start < last; start += rowsPerSum) {
    memory.fill(block, 0, 2 * line);
    const end = min(last, start + rowsPerSum);
    for (let row = start; row < end; row++) addRow(a + <usize>row * line, b + <usize>row * line, block, line);
    let at: usize = 0;
    for (; at + 16 <= 2 * line; at += 16) v128.store(sums + at, f32x4.add(v128.load(sums + at), v128.load(block + at)));
    for (; at < 2 * line; at += 4) store<f32>(sums + at, load<f32>(sums + at) + load<f32>(block + at));
  }
}

function addRow(a: usize, b: usize, sums: usize, line: usize): void {
  let at: usize = 0;
  for (; at + 16 <= line; at += 16) {
    const value = v128.load(a + at);
    const product = sums + line + at;
    v128.store(sums + at, f32x4.add(v128.load(sums + at), value));
    v128.store(product, f32x4.add(v128.load(product), f32x4.mul(value, v128.load(b + at))));
  }
  for (; at < line; at += 4) {
    const value = load<f32>(a + at);
    const product = sums + line + at;
    store<f32>(sums + at, load<f32>(sums + at) + value);
    store<f32>(product, load<f32>(product) + value * load<f32>(b + at));
  }
}

/**
 * The gradient of the joint loss for a layer's output, (o - b) / Q + lambda g, with the sums that go with it: of the
 * gradient, for the bias, and of (o - b)^2, for the reconstruction loss.
 *
 * @param o, b, g, slope [rows, c]; factors 1 / Q and lambda
 * @param sums [shares, 4, c], zeroed: of the gradient and of the squares, and room for those of a block of rows
 * @param share of `shares` equal parts of the rows, this thread's
 */
export function jointSlope(
  o: usize,
  b: usize,
  g: usize,
  factors: usize,
  slope: usize,
  sums: usize,
  rows: i32,
  c: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  sums += 4 * <usize>share * line;
  const block = sums + 2 * line;
  const last = <i32>((<i64>rows * (share + 1)) / shares);
  for (let start = <i32>((<i64>rows * share) / shares); start < last; start += rowsPerSum) {
    memory.fill(block, 0, 2 * line);
    const end = min(last, start + rowsPerSum);
    for (let row = start; row < end; row++) {
      const at = <usize>row * line;
      slopeRow(o + at, b + at, g + at, factors, slope + at, block, line);
    }
    let at: usize = 0;
    for (; at + 16 <= 2 * line; at += 16) v128.store(sums + at, f32x4.add(v128.load(sums + at), v128.load(block + at)));
    for (; at < 2 * line; at += 4) store<f32>(sums + at, load<f32>(sums + at) + load<f32>(block + at));
  }
}

function slopeRow(o: usize, b: usize, g: usize, factors: usize, slope: usize, sums: usize, line: usize): void {
  const share = v128.load_splat<f32>(factors);
  const lambda = v128.load_splat<f32>(factors, 4);
  const squares = sums + line;
  let at: usize = 0;
  for (; at + 16 <= line; at += 16) {
    const error = f32x4.sub(v128.load(o + at), v128.load(b + at));
    const value = f32x4.add(f32x4.mul(error, share), f32x4.mul(v128.load(g + at), lambda));
    v128.store(slope + at, value);
    v128.store(sums + at, f32x4.add(v128.load(sums + at), value));
    v128.store(squares + at, f32x4.add(v128.load(squares + at), f32x4.mul(error, error)));
  }
  for (; at < line; at += 4) {
    const error = load<f32>(o + at) - load<f32>(b + at);
    const value = error * load<f32>(factors) + load<f32>(g + at) * load<f32>(factors, 4);
    store<f32>(slope + at, value);
    store<f32>(sums + at, load<f32>(sums + at) + value);
    store<f32>(squares + at, load<f32>(squares + at) + error * error);
  }
}

/**
 * The features of an auxiliary head: means over an image's positions of max(0, scale x + shift).
 *
 * @param x [images, positions, c]; factors scale and shift, [2, c]; y [images, c]
 * @param share of `shares` equal parts of the images, this thread's
 */
export function meanRelu(
  x: usize,
  factors: usize,
  y: usize,
  images: i32,
  positions: i32,
  c: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  const part: f32 = 1 / <f32>positions;
  const parts = f32x4.splat(part);
  const zero = f32x4.splat(0);
  const last = (images * (share + 1)) / shares;
  for (let image = (images * share) / shares; image < last; image++) {
    const from = x + <usize>(image * positions) * line;
    const to = y + <usize>image * line;
    let at: usize = 0;
    for (; at + 16 <= line; at += 16) {
      const scale = v128.load(factors + at);
      const shift = v128.load(factors + line + at);
      let sum = f32x4.splat(0);
      for (let position = 0; position < positions; position++) {
        const value = f32x4.add(f32x4.mul(v128.load(from + <usize>position * line + at), scale), shift);
        sum = f32x4.add(sum, f32x4.max(value, zero));
      }
      v128.store(to + at, f32x4.mul(sum, parts));
    }
    for (; at < line; at += 4) {
      let sum: f32 = 0;
      for (let position = 0; position < positions; position++)
        sum += max<f32>(
          0,
          load<f32>(from + <usize>position * line + at) * load<f32>(factors + at) + load<f32>(factors + line + at),
        );
      store<f32>(to + at, sum * part);
    }
  }
}

/**
 * Gradient of `meanRelu` for x: scale dy / positions where scale x + shift is above zero.
 *
 * @param x, dx [images, positions, c]; factors [2, c]; dy [images, c]
 */
export function meanReluGradient(
  x: usize,
  factors: usize,
  dy: usize,
  dx: usize,
  images: i32,
  positions: i32,
  c: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  const part: f32 = 1 / <f32>positions;
  const zero = f32x4.splat(0);
  const last = (images * (share + 1)) / shares;
  for (let image = (images * share) / shares; image < last; image++) {
    const start = <usize>(image * positions) * line;
    let at: usize = 0;
    for (; at + 16 <= line; at += 16) {
      const scale = v128.load(factors + at);
      const shift = v128.load(factors + line + at);
      const slope = f32x4.mul(f32x4.mul(v128.load(dy + <usize>image * line + at), scale), f32x4.splat(part));
      for (let position = 0; position < positions; position++) {
        const pixel = start + <usize>position * line + at;
        const value = f32x4.add(f32x4.mul(v128.load(x + pixel), scale), shift);
        v128.store(dx + pixel, v128.and(f32x4.gt(value, zero), slope));
      }
    }
    for (; at < line; at += 4) {
      const scale = load<f32>(factors + at);
      const slope = load<f32>(dy + <usize>image * line + at) * scale * part;
      for (let position = 0; position < positions; position++) {
        const pixel = start + <usize>position * line + at;
        store<f32>(dx + pixel, load<f32>(x + pixel) * scale + load<f32>(factors + line + at) > 0 ? slope : 0);
      }
    }
  }
}

/** y = p a + q b + r for every row and channel: a, b, y [rows, c]; factors p, q, r as [3, c]. */
export function channelCombination(
  a: usize,
  b: usize,
  factors: usize,
  y: usize,
  rows: i32,
  c: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  const last = <i32>((<i64>rows * (share + 1)) / shares);
  for (let row = <i32>((<i64>rows * share) / shares); row < last; row++) {
    const from = <usize>row * line;
    let at: usize = 0;
    for (; at + 16 <= line; at += 16) {
      const p = factors + at;
      const scaled = f32x4.mul(v128.load(a + from + at), v128.load(p));
      const added = f32x4.mul(v128.load(b + from + at), v128.load(p + line));
      v128.store(y + from + at, f32x4.add(f32x4.add(scaled, added), v128.load(p + 2 * line)));
    }
    for (; at < line; at += 4) {
      const p = factors + at;
      const sum = load<f32>(a + from + at) * load<f32>(p) + load<f32>(b + from + at) * load<f32>(p + line);
      store<f32>(y + from + at, sum + load<f32>(p + 2 * line));
    }
  }
}

/**
 * Gradient of a max pooling over tiles: dy goes to the pixels that equal their tile's maximum, in equal parts.
 *
 * @param x, dx [images, h, w, c]; y, dy [images, h / tileH, w / tileW, c]
 * @param share of `shares` equal parts of the images, this thread's
 */
export function maxPoolGradient(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  images: i32,
  h: i32,
  w: i32,
  c: i32,
  tileH: i32,
  tileW: i32,
  share: i32,
  shares: i32,
): void {
  const one = f32x4.splat(1);
  const outW = w / tileW;
  const line = (<usize>c) << 2;
  const lastRow = ((images * (share + 1)) / shares) * (h / tileH);
  for (let row = ((images * share) / shares) * (h / tileH); row < lastRow; row++)
    for (let column = 0; column < outW; column++) {
      const out = <usize>(row * outW + column) * line;
      const tile = <usize>(row * tileH * w + column * tileW) * line;
      let at: usize = 0;
      for (; at + 16 <= line; at += 16) {
        const top = v128.load(y + out + at);
        let count = f32x4.splat(0);
        for (let i = 0; i < tileH; i++)
          for (let j = 0; j < tileW; j++) {
            const pixel = tile + <usize>(i * w + j) * line + at;
            count = f32x4.add(count, v128.and(f32x4.eq(v128.load(x + pixel), top), one));
          }
        const part = f32x4.div(v128.load(dy + out + at), count);
        for (let i = 0; i < tileH; i++)
          for (let j = 0; j < tileW; j++) {
            const pixel = tile + <usize>(i * w + j) * line + at;
            v128.store(dx + pixel, v128.and(f32x4.eq(v128.load(x + pixel), top), part));
          }
      }
      for (; at < line; at += 4) {
        const top = load<f32>(y + out + at);
        let count: f32 = 0;
        for (let i = 0; i < tileH; i++)
          for (let j = 0; j < tileW; j++) if (load<f32>(x + tile + <usize>(i * w + j) * line + at) === top) count += 1;
        const part = load<f32>(dy + out + at) / count;
        for (let i = 0; i < tileH; i++)
          for (let j = 0; j < tileW; j++) {
            const pixel = tile + <usize>(i * w + j) * line + at;
            store<f32>(dx + pixel, load<f32>(x + pixel) === top ? part : 0);
          }
      }
    }
}

/** First output column whose window has tap `tap` inside the image: the least o with o * stride + tap >= before. */
function firstInside(before: i32, tap: i32, stride: i32): i32 {
  return max(0, (before - tap + stride - 1) / stride);
}

/** One past the last output column, of `outputs`, whose window has tap `tap` inside an image of `size` columns. */
function endInside(size: i32, before: i32, tap: i32, stride: i32, outputs: i32): i32 {
  const room = size - 1 + before - tap;
  return room < 0 ? 0 : min(outputs, room / stride + 1);
}

/**
 * Gradient of a depthwise convolution with respect to its input: every position's dy, tap by tap, goes back to the
 * pixel under the tap. Channel i makes outputs i * m ... i * m + m - 1.
 *
 * @param dy [batch, oh, ow, c * m]; kernel [kh, kw, c, m]; dx [batch, h, w, c]
 * @param share of `shares` equal parts of the images, this thread's
 */
export function depthwiseInputGradient(
  dy: usize,
  kernel: usize,
  dx: usize,
  batch: i32,
  h: i32,
  w: i32,
  c: i32,
  oh: i32,
  ow: i32,
  m: i32,
  kh: i32,
  kw: i32,
  strideH: i32,
  strideW: i32,
  top: i32,
  left: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  const lines = line * m;
  const last = (batch * (share + 1)) / shares;
  for (let image = (batch * share) / shares; image < last; image++) {
    memory.fill(dx + <usize>(image * h * w) * line, 0, <usize>(h * w) * line);
    for (let row = 0; row < oh; row++)
      for (let i = 0; i < kh; i++) {
        const y = row * strideH + i - top;
        if (y < 0 || y >= h) continue;
        for (let j = 0; j < kw; j++) {
          const first = firstInside(left, j, strideW);
          const end = endInside(w, left, j, strideW, ow);
          const from = dy + <usize>((image * oh + row) * ow + first) * lines;
          const to = dx + <usize>((image * h + y) * w + first * strideW + j - left) * line;
          const taps = kernel + <usize>(i * kw + j) * lines;
          if (m === 1) scatterRow(from, taps, to, end - first, line, strideW);
          else scatterRowTimes(from, taps, to, end - first, c, m, strideW);
        }
      }
  }
}

function scatterRow(from: usize, taps: usize, to: usize, columns: i32, line: usize, stride: i32): void {
  let at: usize = 0;
  for (; at + 16 <= line; at += 16) {
    const tap = v128.load(taps + at);
    let pixel = to + at;
    for (let column = 0; column < columns; column++) {
      const slope = v128.load(from + <usize>column * line + at);
      v128.store(pixel, f32x4.add(v128.load(pixel), f32x4.mul(slope, tap)));
      pixel += <usize>stride * line;
    }
  }
  for (; at < line; at += 4) {
    const tap = load<f32>(taps + at);
    for (let column = 0; column < columns; column++) {
      const pixel = to + <usize>(column * stride) * line + at;
      store<f32>(pixel, load<f32>(pixel) + load<f32>(from + <usize>column * line + at) * tap);
    }
  }
}

function scatterRowTimes(from: usize, taps: usize, to: usize, columns: i32, c: i32, m: i32, stride: i32): void {
  for (let column = 0; column < columns; column++)
    for (let channel = 0; channel < c; channel++) {
      const pixel = to + ((<usize>(column * stride * c + channel)) << 2);
      let sum = load<f32>(pixel);
      for (let q = 0; q < m; q++)
        sum +=
          load<f32>(from + ((<usize>((column * c + channel) * m + q)) << 2)) *
          load<f32>(taps + ((<usize>(channel * m + q)) << 2));
      store<f32>(pixel, sum);
    }
}

/**
 * Adds to the gradient of a depthwise convolution with respect to its kernel, zeroed before: dw[tap, i, q] += sum over
 * images and positions of the input under the tap times dy.
 *
 * @param x [batch, h, w, c]; dy [batch, oh, ow, c * m]; dw [kh, kw, c, m]
 * @param share of `shares` parts of the channels, in fours, this thread's
 */
export function depthwiseFilterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  batch: i32,
  h: i32,
  w: i32,
  c: i32,
  oh: i32,
  ow: i32,
  m: i32,
  kh: i32,
  kw: i32,
  strideH: i32,
  strideW: i32,
  top: i32,
  left: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>c) << 2;
  const lines = line * m;
  const fours = (c + 3) >> 2;
  const firstChannel = ((fours * share) / shares) << 2;
  const lastChannel = min(c, ((fours * (share + 1)) / shares) << 2);
  for (let image = 0; image < batch; image++)
    for (let row = 0; row < oh; row++)
      for (let i = 0; i < kh; i++) {
        const y = row * strideH + i - top;
        if (y < 0 || y >= h) continue;
        for (let j = 0; j < kw; j++) {
          const first = firstInside(left, j, strideW);
          const columns = endInside(w, left, j, strideW, ow) - first;
          const under = x + <usize>((image * h + y) * w + first * strideW + j - left) * line;
          const slopes = dy + <usize>((image * oh + row) * ow + first) * lines;
          const taps = dw + <usize>(i * kw + j) * lines;
          if (m === 1) correlateRow(under, slopes, taps, columns, firstChannel, lastChannel, line, strideW);
          else correlateRowTimes(under, slopes, taps, columns, firstChannel, lastChannel, c, m, strideW);
        }
      }
}

function correlateRow(
  x: usize,
  dy: usize,
  dw: usize,
  columns: i32,
  first: i32,
  last: i32,
  line: usize,
  stride: i32,
): void {
  let channel = first;
  for (; channel + 4 <= last; channel += 4) {
    const at = (<usize>channel) << 2;
    let sum = v128.load(dw + at);
    for (let column = 0; column < columns; column++)
      sum = f32x4.add(
        sum,
        f32x4.mul(v128.load(x + <usize>(column * stride) * line + at), v128.load(dy + <usize>column * line + at)),
      );
    v128.store(dw + at, sum);
  }
  for (; channel < last; channel++) {
    const at = (<usize>channel) << 2;
    let sum = load<f32>(dw + at);
    for (let column = 0; column < columns; column++)
      sum += load<f32>(x + <usize>(column * stride) * line + at) * load<f32>(dy + <usize>column * line + at);
    store<f32>(dw + at, sum);
  }
}

function correlateRowTimes(
  x: usize,
  dy: usize,
  dw: usize,
  columns: i32,
  first: i32,
  last: i32,
  c: i32,
  m: i32,
  stride: i32,
): void {
  for (let column = 0; column < columns; column++)
    for (let channel = first; channel < last; channel++) {
      const value = load<f32>(x + ((<usize>(column * stride * c + channel)) << 2));
      for (let q = 0; q < m; q++) {
        const tap = dw + ((<usize>(channel * m + q)) << 2);
        store<f32>(tap, load<f32>(tap) + value * load<f32>(dy + ((<usize>((column * c + channel) * m + q)) << 2)));
      }
    }
}
