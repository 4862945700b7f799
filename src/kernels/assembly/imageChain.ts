import { chunkStart } from './chunks';
import { convolveImage } from './convolution';
import { Windows } from './geometry';
import { convolveLanes, gatherLanes, scatterLanes } from './lanes';
import { maxPoolImage, meanOfImage } from './pooling';
import { bytes, four } from './simd';
import { Tile } from './tile';

enum Operation {
  convolution,
  maxPool,
  mean,
}

@unmanaged
class Step extends Windows {
  operation: Operation;
  /** The kernel from `packKernel` and from `packLanes`, where there are images for it. */
  packed: usize;
  lanes: usize;
  activation: i32;
  /** Numbers from the workspace's start to the step's image, and to the first pixel of its output. */
  start: i32;
  out: i32;
}

@unmanaged
class Chain {
  batch: i32;
  /** Rows of an image of x, and their numbers. */
  height: i32;
  row: i32;
  /** Where in the workspace the first pixel of x goes, in rows of `firstRow` numbers, and where the result stands. */
  first: i32;
  firstRow: i32;
  result: i32;
  /** Numbers of a result, and of a workspace for one image. */
  outSize: i32;
  size: i32;
  steps: i32;
}

/**
 * Takes images through a chain of convolutions and poolings: four by four, an image in each lane, and those that are left
 * one after the other. All between the steps stays in the cache: each reads padded images in the workspace and writes into
 * those of the next, and after the last stand the results.
 *
 * @param x [batch, height, row]; steps [chain.steps]; y [batch, outSize]
 * @param workspace [size], four times that where the batch has four images
 * @param chunk of `chunks` equal ones of the fours of images
 */
export function imageChain(
  x: usize,
  steps: Step,
  y: usize,
  chain: Chain,
  workspace: usize,
  chunk: i32,
  chunks: i32,
): void {
  const fours = (chain.batch + 3) >> 2;
  const image = bytes(chain.height * chain.row);
  const out = bytes(chain.outSize);
  let at = chunkStart(chunk, fours, chunks) << 2;
  const end = min(chain.batch, chunkStart(chunk + 1, fours, chunks) << 2);
  if (at + 4 <= end) memory.fill(workspace, 0, <usize>chain.size * four);
  for (; at + 4 <= end; at += 4) chainLanes(x + <usize>at * image, steps, y + <usize>at * out, chain, workspace);
  if (at < end) memory.fill(workspace, 0, bytes(chain.size));
  for (; at < end; at++) chainImage(x + <usize>at * image, steps, y + <usize>at * out, chain, workspace);
}

function chainLanes(x: usize, steps: Step, y: usize, chain: Chain, workspace: usize): void {
  const first = workspace + <usize>chain.first * four;
  gatherLanes(x, first, chain.height * chain.row, chain.height, chain.row, chain.firstRow);
  for (let index = 0; index < chain.steps; index++) {
    const step = stepAt(steps, index);
    const from = workspace + <usize>step.start * four;
    const to = workspace + <usize>step.out * four;
    if (step.operation === Operation.convolution) {
      Tile.activate(step.activation);
      convolveLanes(from, step.lanes, to, step);
    } else if (step.operation === Operation.maxPool) maxPoolImage(from, to, step, 4);
    else meanOfImage(from, to, step, 4);
  }
  scatterLanes(workspace + <usize>chain.result * four, y, chain.outSize);
}

function chainImage(x: usize, steps: Step, y: usize, chain: Chain, workspace: usize): void {
  const line = bytes(chain.row);
  for (let row = 0; row < chain.height; row++)
    memory.copy(workspace + bytes(chain.first + row * chain.firstRow), x + <usize>row * line, line);
  for (let index = 0; index < chain.steps; index++) {
    const step = stepAt(steps, index);
    const from = workspace + bytes(step.start);
    const to = workspace + bytes(step.out);
    if (step.operation === Operation.convolution) {
      Tile.activate(step.activation);
      convolveImage(from, step.packed, to, step);
    } else if (step.operation === Operation.maxPool) maxPoolImage(from, to, step, 1);
    else meanOfImage(from, to, step, 1);
  }
  memory.copy(y, workspace + bytes(chain.result), bytes(chain.outSize));
}

function stepAt(steps: Step, index: i32): Step {
  return changetype<Step>(changetype<usize>(steps) + <usize>index * offsetof<Step>());
}
