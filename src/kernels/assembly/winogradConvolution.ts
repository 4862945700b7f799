import { firstOf, four, loadPart, storePart } from './parts';
import { apart, eight } from './winogradParts';

/** Blocks of four windows whose products are put together at a time: few enough for the cache. */
const blocksPerOutput = 4;

/**
 * Convolution and bias.
 *
 * @param windows from `winogradInput`, whose first k channels the kernel reads
 * @param kernel from `winogradKernel`; y [batch, oh, ow, co]
 * @param products room for 16 times [4 blocksPerOutput, columns, 8] and a gap
 * @param share of `shares` equal parts of the blocks
 */
export function winogradConvolution(
  windows: usize,
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
  const last = firstOf(share + 1, blocks, shares);
  for (let first = firstOf(share, blocks, shares); first < last; first += blocksPerOutput) {
    const end = min(last, first + blocksPerOutput);
    for (let q = 0; q < 16; q++)
      for (let column = 0; column < columns; column++)
        for (let block = first; block < end; block++)
          multiply4x8(
            windows + <usize>((16 * block + q) * (c + 1)) * four,
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
function multiply4x8(windows: usize, kernel: usize, to: usize, line: usize, k: i32): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const end = windows + <usize>k * four;
  for (; windows < end; windows += four) {
    const w0 = v128.load(kernel);
    const w1 = v128.load(kernel, 16);
    const x0 = v128.load_splat<f32>(windows);
    a0 = f32x4.add(a0, f32x4.mul(x0, w0));
    a1 = f32x4.add(a1, f32x4.mul(x0, w1));
    const x1 = v128.load_splat<f32>(windows, 4);
    b0 = f32x4.add(b0, f32x4.mul(x1, w0));
    b1 = f32x4.add(b1, f32x4.mul(x1, w1));
    const x2 = v128.load_splat<f32>(windows, 8);
    c0 = f32x4.add(c0, f32x4.mul(x2, w0));
    c1 = f32x4.add(c1, f32x4.mul(x2, w1));
    const x3 = v128.load_splat<f32>(windows, 12);
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
