/**
 * 3x3 convolutions of stride 1 by Winograd's F(2x2, 3x3) (Lavin and Gray, arXiv 1509.09308): 4x4 windows of the input,
 * two pixels apart, each make 2x2 outputs. Transformed, a window and a kernel are 16 components that multiply one by
 * one: 4 products an output and channel where the sum over nine taps takes 9.
 *
 * Transformed windows lie as [blocks, 16, c + 1, 4]: four windows of a channel side by side, so that any channels can be
 * picked out by their numbers, and a spare place that keeps components from lying powers of two apart. Transformed
 * kernels, and gradients for them, lie as [16, columns, k, 8], a gap after each component: eight outputs side by side,
 * zeros where they end before.
 */

/** Blocks of four windows whose products are put together at a time: few enough for the cache. */
const blocksPerOutput = 4;
const blocksPerSum = 16;

/** Bytes of 4 and of 8 numbers. */
const four: usize = 16;
const eight: usize = 32;

/** Bytes between components that would else be powers of two apart and fight for the same lines of the cache. */
const apart: usize = 64;

function loadPart(from: usize, count: i32): v128 {
  if (count >= 4) return v128.load(from);
  let value = v128.load32_zero(from);
  if (count > 1) value = v128.load32_lane(from, value, 1, 4);
  if (count > 2) value = v128.load32_lane(from, value, 2, 8);
  return value;
}

function storePart(to: usize, value: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, value);
    return;
  }
  v128.store32_lane(to, value, 0);
  if (count > 1) v128.store32_lane(to, value, 1, 4);
  if (count > 2) v128.store32_lane(to, value, 2, 8);
}

/**
 * Transforms the windows of images: B^T d B.
 *
 * @param x [batch, h, w, c]; windows [blocks, 16, c + 1, 4], zeroed
 * @param rows, columns windows down and across an image
 * @param top, left rows and columns of zeros before the image
 * @param share of `shares` equal parts of the images, this thread's
 */
export function winogradInput(
  x: usize,
  windows: usize,
  batch: i32,
  h: i32,
  w: i32,
  c: i32,
  rows: i32,
  columns: i32,
  top: i32,
  left: i32,
  share: i32,
  shares: i32,
): void {
  const component = <usize>(c + 1) * four;
  const last = (batch * (share + 1)) / shares;
  for (let image = (batch * share) / shares; image < last; image++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const window = (image * rows + row) * columns + column;
        const to = windows + <usize>(window >> 2) * 16 * component + ((<usize>(window & 3)) << 2);
        const from = x + ((<usize>(image * h * w * c)) << 2);
        for (let channel = 0; channel < c; channel += 4)
          transformWindow(
            from + (channel << 2),
            to + <usize>channel * four,
            component,
            h,
            w,
            c,
            2 * row - top,
            2 * column - left,
            min(4, c - channel),
          );
      }
}

function pixel(image: usize, h: i32, w: i32, c: i32, y: i32, x: i32, count: i32): v128 {
  if (y < 0 || y >= h || x < 0 || x >= w) return f32x4.splat(0);
  return loadPart(image + ((<usize>((y * w + x) * c)) << 2), count);
}

function transformWindow(
  image: usize,
  to: usize,
  component: usize,
  h: i32,
  w: i32,
  c: i32,
  y: i32,
  x: i32,
  count: i32,
): void {
  for (let j = 0; j < 4; j++) {
    const a = transformedColumn(image, h, w, c, y, x, j, count);
    const b = transformedColumn(image, h, w, c, y + 1, x, j, count);
    const d = transformedColumn(image, h, w, c, y + 2, x, j, count);
    const e = transformedColumn(image, h, w, c, y + 3, x, j, count);
    const at = to + <usize>j * component;
    storeLanes(at, f32x4.sub(a, d), count);
    storeLanes(at + 4 * component, f32x4.add(b, d), count);
    storeLanes(at + 8 * component, f32x4.sub(d, b), count);
    storeLanes(at + 12 * component, f32x4.sub(b, e), count);
  }
}

/** Column j of d B, in one row of the window. */
function transformedColumn(image: usize, h: i32, w: i32, c: i32, y: i32, x: i32, j: i32, count: i32): v128 {
  const middle = pixel(image, h, w, c, y, x + 2, count);
  if (j === 0) return f32x4.sub(pixel(image, h, w, c, y, x, count), middle);
  const before = pixel(image, h, w, c, y, x + 1, count);
  if (j === 1) return f32x4.add(before, middle);
  if (j === 2) return f32x4.sub(middle, before);
  return f32x4.sub(before, pixel(image, h, w, c, y, x + 3, count));
}

function storeLanes(to: usize, value: v128, count: i32): void {
  v128.store32_lane(to, value, 0);
  if (count > 1) v128.store32_lane(to, value, 1, 16);
  if (count > 2) v128.store32_lane(to, value, 2, 32);
  if (count > 3) v128.store32_lane(to, value, 3, 48);
}

/** Transforms a kernel [3, 3, k, co] to [16, columns, k, 8], zeroed before: G g G^T. */
export function winogradKernel(kernel: usize, packed: usize, k: i32, co: i32): void {
  const columns = (co + 7) >> 3;
  const tap = (<usize>(k * co)) << 2;
  const component = <usize>(columns * k) * eight + apart;
  for (let row = 0; row < k; row++)
    for (let column = 0; column < co; column += 4) {
      const from = kernel + ((<usize>(row * co + column)) << 2);
      const to = packed + <usize>((column >> 3) * k + row) * eight + ((<usize>(column & 7)) << 2);
      const count = min(4, co - column);
      for (let j = 0; j < 4; j++) {
        const a = kernelColumn(from, tap, j, count);
        const b = kernelColumn(from + 3 * tap, tap, j, count);
        const d = kernelColumn(from + 6 * tap, tap, j, count);
        const at = to + <usize>j * component;
        v128.store(at, a);
        v128.store(at + 4 * component, halfSum(f32x4.add(a, d), b));
        v128.store(at + 8 * component, halfSum(f32x4.sub(a, b), d));
        v128.store(at + 12 * component, d);
      }
    }
}

/** Column j of g G^T, in one row of the kernel. */
function kernelColumn(from: usize, tap: usize, j: i32, count: i32): v128 {
  const a = loadPart(from, count);
  if (j === 0) return a;
  const d = loadPart(from + 2 * tap, count);
  if (j === 3) return d;
  const b = loadPart(from + tap, count);
  return j === 1 ? halfSum(f32x4.add(a, d), b) : halfSum(f32x4.sub(a, b), d);
}

function halfSum(a: v128, b: v128): v128 {
  return f32x4.mul(f32x4.add(a, b), f32x4.splat(0.5));
}

/**
 * Convolution and bias.
 *
 * @param windows from `winogradInput`; channels the numbers of those that the kernel reads, k 32-bit integers
 * @param kernel from `winogradKernel`; y [batch, oh, ow, co]
 * @param products room for 16 times [4 blocksPerOutput, columns, 8] and a gap
 * @param share of `shares` equal parts of the blocks, this thread's
 */
export function winogradConvolution(
  windows: usize,
  channels: usize,
  kernel: usize,
  bias: usize,
  y: usize,
  products: usize,
  batch: i32,
  oh: i32,
  ow: i32,
  c: i32,
  k: i32,
  co: i32,
  share: i32,
  shares: i32,
): void {
  const rows = (oh + 1) >> 1;
  const across = (ow + 1) >> 1;
  const count = batch * rows * across;
  const blocks = (count + 3) >> 2;
  const columns = (co + 7) >> 3;
  const line = <usize>columns * eight;
  const component = 4 * blocksPerOutput * line + apart;
  const kernelComponent = <usize>(columns * k) * eight + apart;
  const last = (blocks * (share + 1)) / shares;
  for (let first = (blocks * share) / shares; first < last; first += blocksPerOutput) {
    const end = min(last, first + blocksPerOutput);
    for (let q = 0; q < 16; q++)
      for (let column = 0; column < columns; column++)
        for (let block = first; block < end; block++)
          multiply4x8(
            windows + <usize>((16 * block + q) * (c + 1)) * four,
            channels,
            kernel + <usize>q * kernelComponent + <usize>(column * k) * eight,
            products + <usize>q * component + <usize>(4 * (block - first)) * line + <usize>column * eight,
            line,
            k,
          );
    for (let window = 4 * first; window < min(count, 4 * end); window++) {
      const row = window / across;
      const from = products + <usize>(window - 4 * first) * line;
      const outRow = 2 * (row % rows);
      const outColumn = 2 * (window % across);
      const to = y + ((<usize>((((row / rows) * oh + outRow) * ow + outColumn) * co)) << 2);
      writeOutputs(from, component, bias, to, oh - outRow, ow - outColumn, ow, co);
    }
  }
}

/** Four windows times eight outputs' kernels, one component of them. */
function multiply4x8(windows: usize, channels: usize, kernel: usize, to: usize, line: usize, k: i32): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const end = channels + ((<usize>k) << 2);
  for (; channels < end; channels += 4) {
    const from = windows + <usize>load<i32>(channels) * four;
    const w0 = v128.load(kernel);
    const w1 = v128.load(kernel, 16);
    const x0 = v128.load_splat<f32>(from);
    a0 = f32x4.add(a0, f32x4.mul(x0, w0));
    a1 = f32x4.add(a1, f32x4.mul(x0, w1));
    const x1 = v128.load_splat<f32>(from, 4);
    b0 = f32x4.add(b0, f32x4.mul(x1, w0));
    b1 = f32x4.add(b1, f32x4.mul(x1, w1));
    const x2 = v128.load_splat<f32>(from, 8);
    c0 = f32x4.add(c0, f32x4.mul(x2, w0));
    c1 = f32x4.add(c1, f32x4.mul(x2, w1));
    const x3 = v128.load_splat<f32>(from, 12);
    d0 = f32x4.add(d0, f32x4.mul(x3, w0));
    d1 = f32x4.add(d1, f32x4.mul(x3, w1));
    kernel += eight;
  }
  v128.store(to, a0);
  v128.store(to, a1, 16);
  v128.store(to + line, b0);
  v128.store(to + line, b1, 16);
  v128.store(to + 2 * line, c0);
  v128.store(to + 2 * line, c1, 16);
  v128.store(to + 3 * line, d0);
  v128.store(to + 3 * line, d1, 16);
}

/** The 2x2 outputs of a window, or as many as the image has: A^T m A, and the bias. */
function writeOutputs(
  products: usize,
  component: usize,
  bias: usize,
  y: usize,
  height: i32,
  width: i32,
  ow: i32,
  co: i32,
): void {
  const row = 4 * component;
  const right = (<usize>co) << 2;
  const below = (<usize>(ow * co)) << 2;
  for (let column = 0; column < co; column += 4) {
    const count = min(4, co - column);
    const at = (<usize>column) << 2;
    const from = products + at;
    const to = y + at;
    const shift = loadPart(bias + at, count);
    const a0 = outputColumn0(from, component);
    const a1 = outputColumn1(from, component);
    const b0 = outputColumn0(from + row, component);
    const b1 = outputColumn1(from + row, component);
    const c0 = outputColumn0(from + 2 * row, component);
    const c1 = outputColumn1(from + 2 * row, component);
    storePart(to, f32x4.add(f32x4.add(f32x4.add(a0, b0), c0), shift), count);
    if (width > 1) storePart(to + right, f32x4.add(f32x4.add(f32x4.add(a1, b1), c1), shift), count);
    if (height === 1) continue;
    const d0 = outputColumn0(from + 3 * row, component);
    const d1 = outputColumn1(from + 3 * row, component);
    storePart(to + below, f32x4.add(f32x4.sub(f32x4.sub(b0, c0), d0), shift), count);
    if (width > 1) storePart(to + below + right, f32x4.add(f32x4.sub(f32x4.sub(b1, c1), d1), shift), count);
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

/**
 * Adds to the gradient of a transformed kernel: of every component the windows times A dy A^T.
 *
 * @param windows, channels as for `winogradConvolution`; dy [batch, oh, ow, co]; gradient [16, columns, k, 8], zeroed
 * @param slopes room for 16 times [columns, 4 blocksPerSum, 8] and a gap
 * @param share of `shares` parts of the components, in rows of four, this thread's
 */
export function winogradFilterGradient(
  windows: usize,
  channels: usize,
  dy: usize,
  gradient: usize,
  slopes: usize,
  batch: i32,
  oh: i32,
  ow: i32,
  c: i32,
  k: i32,
  co: i32,
  share: i32,
  shares: i32,
): void {
  const rows = (oh + 1) >> 1;
  const across = (ow + 1) >> 1;
  const count = batch * rows * across;
  const blocks = (count + 3) >> 2;
  const columns = (co + 7) >> 3;
  const panel = 4 * blocksPerSum * eight;
  const component = <usize>columns * panel + apart;
  const gradientComponent = <usize>(columns * k) * eight + apart;
  const firstRow = (4 * share) / shares;
  const lastRow = (4 * (share + 1)) / shares;
  for (let first = 0; first < blocks; first += blocksPerSum) {
    const end = min(blocks, first + blocksPerSum);
    if (4 * end > count) memory.fill(slopes, 0, 16 * component);
    for (let window = 4 * first; window < min(count, 4 * end); window++) {
      const row = window / across;
      const outRow = 2 * (row % rows);
      const outColumn = 2 * (window % across);
      const from = dy + ((<usize>((((row / rows) * oh + outRow) * ow + outColumn) * co)) << 2);
      const to = slopes + <usize>(window - 4 * first) * eight;
      transformSlopes(from, to, panel, component, oh - outRow, ow - outColumn, ow, co, firstRow, lastRow);
    }
    for (let q = 4 * firstRow; q < 4 * lastRow; q++)
      for (let column = 0; column < columns; column++) {
        const from = windows + <usize>((16 * first + q) * (c + 1)) * four;
        const panelOf = slopes + <usize>q * component + <usize>column * panel;
        const to = gradient + <usize>q * gradientComponent + <usize>(column * k) * eight;
        let row = 0;
        for (; row + 4 <= k; row += 4)
          sum4x8(
            from,
            channels + (row << 2),
            panelOf,
            to + <usize>row * eight,
            <usize>(c + 1) * 16 * four,
            end - first,
          );
        for (; row < k; row++)
          sum1x8(
            from,
            channels + (row << 2),
            panelOf,
            to + <usize>row * eight,
            <usize>(c + 1) * 16 * four,
            end - first,
          );
      }
  }
}

/** A dy A^T of a window's 2x2 outputs, zero where the image ends before, in rows `firstRow` to `lastRow` of four. */
function transformSlopes(
  dy: usize,
  slopes: usize,
  panel: usize,
  component: usize,
  height: i32,
  width: i32,
  ow: i32,
  co: i32,
  firstRow: i32,
  lastRow: i32,
): void {
  const zero = f32x4.splat(0);
  const right = (<usize>co) << 2;
  const below = (<usize>(ow * co)) << 2;
  for (let column = 0; column < co; column += 4) {
    const count = min(4, co - column);
    const from = dy + ((<usize>column) << 2);
    const a0 = loadPart(from, count);
    const a1 = width > 1 ? loadPart(from + right, count) : zero;
    const b0 = height > 1 ? loadPart(from + below, count) : zero;
    const b1 = height > 1 && width > 1 ? loadPart(from + below + right, count) : zero;
    let to = slopes + <usize>(column >> 3) * panel + ((<usize>(column & 7)) << 2) + <usize>(4 * firstRow) * component;
    for (let i = firstRow; i < lastRow; i++) {
      const first = slopeRow(a0, b0, i);
      const second = slopeRow(a1, b1, i);
      v128.store(to, first);
      v128.store(to + component, f32x4.add(first, second));
      v128.store(to + 2 * component, f32x4.sub(first, second));
      v128.store(to + 3 * component, f32x4.neg(second));
      to += 4 * component;
    }
  }
}

/** Row i of A times a column of two. */
function slopeRow(a: v128, b: v128, i: i32): v128 {
  if (i === 0) return a;
  if (i === 1) return f32x4.add(a, b);
  return i === 2 ? f32x4.sub(a, b) : f32x4.neg(b);
}

function sum4x8(windows: usize, channels: usize, slopes: usize, to: usize, block: usize, blocks: i32): void {
  let pa = windows + <usize>load<i32>(channels) * four;
  let pb = windows + <usize>load<i32>(channels, 4) * four;
  let pc = windows + <usize>load<i32>(channels, 8) * four;
  let pd = windows + <usize>load<i32>(channels, 12) * four;
  let a0 = v128.load(to);
  let a1 = v128.load(to, 16);
  let b0 = v128.load(to, 32);
  let b1 = v128.load(to, 48);
  let c0 = v128.load(to, 64);
  let c1 = v128.load(to, 80);
  let d0 = v128.load(to, 96);
  let d1 = v128.load(to, 112);
  const next = block - four;
  for (let at = 0; at < blocks; at++) {
    for (let window = 0; window < 4; window++) {
      const y0 = v128.load(slopes);
      const y1 = v128.load(slopes, 16);
      const x0 = v128.load_splat<f32>(pa);
      a0 = f32x4.add(a0, f32x4.mul(x0, y0));
      a1 = f32x4.add(a1, f32x4.mul(x0, y1));
      const x1 = v128.load_splat<f32>(pb);
      b0 = f32x4.add(b0, f32x4.mul(x1, y0));
      b1 = f32x4.add(b1, f32x4.mul(x1, y1));
      const x2 = v128.load_splat<f32>(pc);
      c0 = f32x4.add(c0, f32x4.mul(x2, y0));
      c1 = f32x4.add(c1, f32x4.mul(x2, y1));
      const x3 = v128.load_splat<f32>(pd);
      d0 = f32x4.add(d0, f32x4.mul(x3, y0));
      d1 = f32x4.add(d1, f32x4.mul(x3, y1));
      pa += 4;
      pb += 4;
      pc += 4;
      pd += 4;
      slopes += eight;
    }
    pa += next;
    pb += next;
    pc += next;
    pd += next;
  }
  v128.store(to, a0);
  v128.store(to, a1, 16);
  v128.store(to, b0, 32);
  v128.store(to, b1, 48);
  v128.store(to, c0, 64);
  v128.store(to, c1, 80);
  v128.store(to, d0, 96);
  v128.store(to, d1, 112);
}

function sum1x8(windows: usize, channels: usize, slopes: usize, to: usize, block: usize, blocks: i32): void {
  let from = windows + <usize>load<i32>(channels) * four;
  let a0 = v128.load(to);
  let a1 = v128.load(to, 16);
  for (let at = 0; at < blocks; at++) {
    for (let window: usize = 0; window < 4; window++) {
      const x = v128.load_splat<f32>(from + 4 * window);
      a0 = f32x4.add(a0, f32x4.mul(x, v128.load(slopes)));
      a1 = f32x4.add(a1, f32x4.mul(x, v128.load(slopes, 16)));
      slopes += eight;
    }
    from += block;
  }
  v128.store(to, a0);
  v128.store(to, a1, 16);
}

/** Transforms the gradient of a transformed kernel, [16, columns, k, 8], to that of the kernel, [3, 3, k, co]: G^T u G. */
export function winogradKernelGradient(gradient: usize, dw: usize, k: i32, co: i32): void {
  const columns = (co + 7) >> 3;
  const tap = (<usize>(k * co)) << 2;
  const component = <usize>(columns * k) * eight + apart;
  for (let row = 0; row < k; row++)
    for (let column = 0; column < co; column += 4) {
      const from = gradient + <usize>((column >> 3) * k + row) * eight + ((<usize>(column & 7)) << 2);
      const to = dw + ((<usize>(row * co + column)) << 2);
      const count = min(4, co - column);
      for (let j = 0; j < 3; j++) {
        const a = gradientColumn(from, component, j);
        const b = gradientColumn(from + 4 * component, component, j);
        const c = gradientColumn(from + 8 * component, component, j);
        const d = gradientColumn(from + 12 * component, component, j);
        const half = halfSum(b, c);
        storePart(to + <usize>j * tap, f32x4.add(a, half), count);
        storePart(to + <usize>(3 + j) * tap, f32x4.sub(half, c), count);
        storePart(to + <usize>(6 + j) * tap, f32x4.add(half, d), count);
      }
    }
}

/** Column j of u G, in one row of the components. */
function gradientColumn(from: usize, component: usize, j: i32): v128 {
  const b = v128.load(from + component);
  const c = v128.load(from + 2 * component);
  const half = halfSum(b, c);
  if (j === 0) return f32x4.add(v128.load(from), half);
  return j === 1 ? f32x4.sub(half, c) : f32x4.add(half, v128.load(from + 3 * component));
}
