import { convolveImage } from './convolution';
import { maxPoolImage, meanOfImage } from './pooling';

/** Where a step's numbers stand, in bytes, and how many bytes there are. The host writes them in this order. */
const operation = 0;
const packed = 4;
const from = 8;
const fromRow = 12;
const height = 16;
const width = 20;
const channels = 24;
const kernelHeight = 28;
const kernelWidth = 32;
const strideH = 36;
const strideW = 40;
const fromChannels = 44;
const to = 48;
const toRow = 52;
const activation = 56;
const stepSize = 60;

/**
 * Takes images through a chain of convolutions and poolings, one image after the other, so that all between the steps
 * stays in the cache. Each step reads a padded image in the room and writes into that of the next, or y.
 *
 * @param x [batch, h, w, c]; y [batch, outSize]
 * @param steps numbers of every step: what it does (0 convolves, 1 pools, 2 averages), the address of its kernel from
 *   `packKernel`, then, in floats, where in the room its image starts and how long its rows are; what it puts out; its
 *   window and strides; its input's channels; where in the room its output starts and how long rows are there; its ReLU
 * @param room [roomSize]: the steps' padded images
 * @param first where in the room the first pixel of x goes, in rows of `firstRow` floats
 */
export function imageChain(
  x: usize,
  steps: usize,
  y: usize,
  room: usize,
  batch: i32,
  h: i32,
  w: i32,
  c: i32,
  first: i32,
  firstRow: i32,
  roomSize: i32,
  count: i32,
  outSize: i32,
  share: i32,
  shares: i32,
): void {
  const line = (<usize>(w * c)) << 2;
  const lastImage = (batch * (share + 1)) / shares;
  let image = (batch * share) / shares;
  if (image < lastImage) memory.fill(room, 0, (<usize>roomSize) << 2);
  for (; image < lastImage; image++) {
    for (let row = 0; row < h; row++)
      memory.copy(room + ((<usize>(first + row * firstRow)) << 2), x + <usize>(image * h + row) * line, line);
    for (let index = 0; index < count; index++) {
      const step = steps + <usize>(index * stepSize);
      const target =
        index === count - 1 ? y + ((<usize>(image * outSize)) << 2) : room + ((<usize>load<i32>(step, to)) << 2);
      takeStep(step, room + ((<usize>load<i32>(step, from)) << 2), target);
    }
  }
}

function takeStep(step: usize, x: usize, y: usize): void {
  const what = load<i32>(step, operation);
  const row = load<i32>(step, fromRow);
  const outRow = load<i32>(step, toRow);
  const h = load<i32>(step, height);
  const w = load<i32>(step, width);
  const c = load<i32>(step, channels);
  const kh = load<i32>(step, kernelHeight);
  const kw = load<i32>(step, kernelWidth);
  if (what === 0) {
    const ci = load<i32>(step, fromChannels);
    const rowStep = load<i32>(step, strideH) * row;
    const columnStep = load<i32>(step, strideW) * ci;
    const relu = load<i32>(step, activation);
    convolveImage(x, load<u32>(step, packed), y, h, w, c, kh, kw * ci, row, rowStep, columnStep, outRow, relu);
  } else if (what === 1) maxPoolImage(x, y, h, w, c, kh, kw, row, outRow);
  else meanOfImage(x, y, kh * kw, c);
}
