import { convolveImage } from './convolution';
import { convolveLanes, gatherLanes, scatterLanes } from './lanes';
import { firstOf, four } from './parts';
import { maxPoolImage, meanOfImage } from './pooling';

/** Where a step's numbers stand, in bytes, and how many bytes there are. The host writes them in this order. */
const operation = 0;
const packed = 4;
const lanes = 8;
const start = 12;
const startRow = 16;
const height = 20;
const width = 24;
const channels = 28;
const kernelHeight = 32;
const kernelWidth = 36;
const strideH = 40;
const strideW = 44;
const inChannels = 48;
const out = 52;
const outRow = 56;
const activation = 60;
const stepSize = 64;

/**
 * Takes images through a chain of convolutions and poolings: four by four, an image in each lane, and those that are left
 * one after the other. All between the steps stays in the cache: each reads padded images in the room and writes into
 * those of the next, and after the last stand the results.
 *
 * @param x [batch, h, w, c]; y [batch, outSize]
 * @param steps numbers of every step: what it does (0 convolves, 1 pools, 2 averages), the addresses of its kernel from
 *   `packKernel` and from `packLanes`, then, in floats, where in the room its image starts and how long its rows are; what
 *   it puts out; its window and strides; its input's channels; where in the room its output starts and how long rows are
 *   there; its ReLU
 * @param room [roomSize], four times that where the batch has four images
 * @param first where in the room the first pixel of x goes, in rows of `firstRow` floats; `last` where the results stand
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
  last: i32,
  roomSize: i32,
  count: i32,
  outSize: i32,
  share: i32,
  shares: i32,
): void {
  const imageSize = h * w * c;
  const fours = (batch + 3) >> 2;
  let image = firstOf(share, fours, shares) << 2;
  const end = min(batch, firstOf(share + 1, fours, shares) << 2);
  if (image + 4 <= end) memory.fill(room, 0, <usize>roomSize * four);
  for (; image + 4 <= end; image += 4) {
    const from = x + ((<usize>(image * imageSize)) << 2);
    gatherLanes(from, room + <usize>first * four, imageSize, h, w * c, firstRow);
    takeSteps(steps, count, room, true);
    scatterLanes(room + <usize>last * four, y + ((<usize>(image * outSize)) << 2), outSize);
  }
  if (image < end) memory.fill(room, 0, (<usize>roomSize) << 2);
  for (; image < end; image++) {
    const from = x + ((<usize>(image * imageSize)) << 2);
    const line = (<usize>(w * c)) << 2;
    for (let row = 0; row < h; row++)
      memory.copy(room + ((<usize>(first + row * firstRow)) << 2), from + <usize>row * line, line);
    takeSteps(steps, count, room, false);
    const size = (<usize>outSize) << 2;
    memory.copy(y + <usize>image * size, room + ((<usize>last) << 2), size);
  }
}

function takeSteps(steps: usize, count: i32, room: usize, inLanes: bool): void {
  const unit: usize = inLanes ? four : 4;
  const end = steps + <usize>(count * stepSize);
  for (let step = steps; step < end; step += stepSize) {
    const x = room + <usize>load<i32>(step, start) * unit;
    const y = room + <usize>load<i32>(step, out) * unit;
    takeStep(step, x, y, inLanes);
  }
}

function takeStep(step: usize, x: usize, y: usize, inLanes: bool): void {
  const what = load<i32>(step, operation);
  const row = load<i32>(step, startRow);
  const toRow = load<i32>(step, outRow);
  const h = load<i32>(step, height);
  const w = load<i32>(step, width);
  const c = load<i32>(step, channels);
  const kh = load<i32>(step, kernelHeight);
  const kw = load<i32>(step, kernelWidth);
  if (what === 0) {
    const ci = load<i32>(step, inChannels);
    const rowStep = load<i32>(step, strideH) * row;
    const columnStep = load<i32>(step, strideW) * ci;
    const relu = load<i32>(step, activation);
    if (inLanes) {
      const kernel = load<u32>(step, lanes);
      convolveLanes(x, kernel, y, h, w, c, kh, kw * ci, row, rowStep, columnStep, toRow, relu);
    } else {
      const kernel = load<u32>(step, packed);
      convolveImage(x, kernel, y, h, w, c, kh, kw * ci, row, rowStep, columnStep, toRow, relu);
    }
    return;
  }
  // Four images in lanes are pooled as one of four times the channels.
  const times = inLanes ? 4 : 1;
  if (what === 1) maxPoolImage(x, y, h, w, c * times, kh, kw, row * times, toRow * times);
  else meanOfImage(x, y, kh * kw, c * times);
}
