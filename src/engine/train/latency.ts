import * as tf from '@tensorflow/tfjs';
import { type Checkpoint, proceed } from '../checkpoint';
import { foldForInference } from '../inference/chain';
import { memoryBudget } from '../memory/budget';
import { inferenceBatch } from '../memory/passes';
import { predict } from '../network/execute';
import { disposeNetwork, type Network } from '../network/network';
import { outputShapes } from '../network/shapes';
import { latencyBatches } from './latencyBatches';
import { type Spread, spreadOf } from './spread';

/** Milliseconds that two networks take for the same batch, measured in turn. */
export interface Latency {
  /** Images in the batch. */
  images: number;
  /** Runs of each network. */
  runs: number;
  baseline: Spread;
  pruned: Spread;
}

/** Runs of each network at most. */
export const mostRuns = 20;
/** Runs of each network however long they take: enough for quartiles to mean something. */
const leastRuns = 5;
/** Milliseconds after which large networks are run no more often than they must, for each size of batch. */
const budget = 10_000;

/**
 * Times two networks of one input, folded for inference, reading back included: in turn, each first as often as the
 * other, so that whatever else the machine does meets both alike. Passes `pass` before every run.
 *
 * @param memory bytes of it that may be taken
 * @param most images in the batch
 */
export async function compareLatency(
  baseline: Network,
  pruned: Network,
  pass: Checkpoint = proceed,
  memory: number = memoryBudget,
  most: number = latencyBatches[1],
): Promise<Latency> {
  const [, ...imageShape] = outputShapes(baseline).get(baseline.input)!;
  const batch = inferenceBatch(baseline, most, memory);
  const images = tf.zeros([batch, ...imageShape]);
  const timed = [baseline, pruned].map((network) => ({
    folded: foldForInference(network, batch),
    times: [] as number[],
  }));
  try {
    for (const { folded } of timed) await timeOnce(folded, images, pass);
    const end = performance.now() + budget;
    for (let run = 0; run < mostRuns && (run < leastRuns || performance.now() < end); run++)
      for (const { folded, times } of run % 2 === 0 ? timed : timed.toReversed())
        times.push(await timeOnce(folded, images, pass));
    const [before = [], after = []] = timed.map(({ times }) => times);
    return { images: batch, runs: before.length, baseline: spreadOf(before), pruned: spreadOf(after) };
  } finally {
    for (const { folded } of timed) disposeNetwork(folded);
    images.dispose();
  }
}

async function timeOnce(network: Network, images: tf.Tensor, pass: Checkpoint): Promise<number> {
  await pass();
  const start = performance.now();
  const scores = predict(network, images);
  await scores.data();
  scores.dispose();
  return performance.now() - start;
}
