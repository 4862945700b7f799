import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { proceed } from '../../checkpoint';
import { makeBatch } from '../../data/batches';
import { disposeProblem, layerProblem } from '../../layerwise/layerProblem';
import { SelectionSamples } from '../../layerwise/samples';
import { execute, imageFeeds } from '../../network/execute';
import { cloneNetwork, disposeNetwork, layerOf, type Network, replaceWeight, weightOf } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import type { RunEvent } from '../../run/events';
import { colourDataset } from '../../testing/fixtures';
import { recipeOf } from '../recipe';
import { kernelNorms, selectKernels } from './selectKernels';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 24);
const [channels, filters] = [3, 4];
const network = () =>
  new NetworkBuilder([8, 8, 3])
    .append('a', 'Conv2D', { filters: channels, kernel_size: [3, 3], padding: 'same', activation: 'relu' })
    .append('b', 'Conv2D', { filters, kernel_size: [3, 3], padding: 'same', activation: 'relu' })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('small', new Random(4));

test('the norm of a kernel is that of its entries, for each pair of channels', () => {
  const kernel = tf.tensor4d([3, 0, 0, -1, 4, 2, 0, 1], [2, 1, 2, 2]);
  const norms = kernelNorms(kernel);
  expect(norms.shape).toEqual([2, 2]);
  for (const [at, norm] of [5, 2, 0, Math.SQRT2].entries()) expect(norms.dataSync()[at]).toBeCloseTo(norm, 6);
  tf.dispose([kernel, norms]);
});

/** L_M + lambda L_S of all samples by finite sums, of layer b's kernel. */
function jointLoss(whole: Network, kernel: Float32Array, lambda: number): number {
  return tf.tidy(() => {
    const { images, labels } = makeBatch(dataset, dataset.train, [...Array(24).keys()]);
    const changed = cloneNetwork(whole);
    replaceWeight(changed, 'b/kernel', tf.tensor(kernel, [3, 3, channels, filters]));
    const outputs = [changed, whole].map((of) => {
      const [read] = execute(of, imageFeeds(of, images), [layerOf(of, 'b').inputs[0]!]);
      return tf.conv2d(read as tf.Tensor4D, weightOf(of, 'b', 'kernel') as tf.Tensor4D, 1, 'same');
    });
    const [logits] = execute(changed, imageFeeds(changed, images), ['classes']);
    const reconstruction = tf.mean(tf.squaredDifference(outputs[0]!, outputs[1]!)).dataSync()[0]! / 2;
    const nats = tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(logits as tf.Tensor2D)), 1))).dataSync()[0]!;
    disposeNetwork(changed);
    return reconstruction + lambda * nats;
  });
}

/** Norms of every kernel's gradient at some weights, by finite differences. */
function naiveNorms(whole: Network, kernel: Float32Array, lambda: number): number[] {
  const squares = Array<number>(channels * filters).fill(0);
  for (const at of kernel.keys()) {
    const [above, below] = [1, -1].map((sign) => {
      const moved = Float32Array.from(kernel);
      moved[at]! += sign * 0.02;
      return jointLoss(whole, moved, lambda);
    });
    squares[at % squares.length]! += ((above! - below!) / 0.04) ** 2;
  }
  return squares.map(Math.sqrt);
}

test('kernels join by the largest gradients of the joint loss, as finite differences have them, with their own weights', async () => {
  const whole = network();
  // Without kernels the ReLU would be at its kink, where differences are no gradients.
  replaceWeight(whole, 'b/bias', tf.tensor1d([0.4, -0.3, 0.5, 0.6]));
  const before = tf.memory().numTensors;
  const lambda = 0.5;
  const samples = new SelectionSamples(dataset, Uint32Array.from(Array(24).keys()), 12, proceed);
  const problem = await layerProblem('b', { pruned: whole, baseline: whole, head: undefined, samples });
  const weights = { reconstruction: 1, lambda };
  const selection = selectKernels(problem, { count: 6, joins: 3, steps: 0, weights, pass: proceed });
  const warm = weightOf(whole, 'b', 'kernel').dataSync<'float32'>();
  const kernel = new Float32Array(warm.length);
  const joined = new Set<number>();
  let next = await selection.next();
  for (; !next.done; next = await selection.next()) {
    const norms = naiveNorms(whole, kernel, lambda);
    const expected = [...norms.keys()].filter((place) => !joined.has(place)).sort((a, b) => norms[b]! - norms[a]!);
    expect(next.value).toEqual(expected.slice(0, 2));
    for (const place of next.value) {
      joined.add(place);
      for (let at = place; at < warm.length; at += channels * filters) kernel[at] = warm[at]!;
    }
  }
  expect([...next.value!.kernel.dataSync()]).toEqual([...kernel]);
  tf.dispose([next.value!.kernel, next.value!.bias]);
  disposeProblem(problem);
  samples.dispose();
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(whole);
});

test('a run keeps kernels as its rates say, and what is zero stays so in fine-tuning', async () => {
  const open = network();
  const before = tf.memory().numTensors;
  const recipe = recipeOf({
    ...{ method: 'dkp', rate: 0.6, samples: 12, batchSize: 6, losses: 1, schedule: 'stagewise', auxiliaryEpochs: 1 },
    ...{ fineTuningEpochs: 1, kernelJoins: 2 },
  });
  const run = prune(open, dataset, recipe);
  const events: RunEvent[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  const pruned = next.value!;
  const report = events.find((event) => event.type === 'finished')!.report;
  const norms = kernelNorms(pruned.weights.get('b/kernel') as tf.Tensor4D);
  expect([...norms.dataSync()].filter((norm) => norm > 0)).toHaveLength(5);
  norms.dispose();
  expect([...weightOf(pruned, 'classes', 'kernel').dataSync()].filter((weight) => weight !== 0)).toHaveLength(5);
  expect(report.sparseLayers).toEqual([
    { layer: 'b', unit: 'kernel', units: 12, kept: 5 },
    { layer: 'classes', unit: 'kernel', units: 12, kept: 5 },
  ]);
  const { params, bytes, sparse } = report.pruned;
  // 7 kernels of 9 weights and 7 weights are zero; 12 bits twice take 2 bytes each.
  expect(sparse).toMatchObject({ kept: 10, weights: params - 70, storedBytes: bytes - 280 + 4 });
  disposeNetwork(pruned);
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(open);
});

test('cancelled anywhere it leaves nothing behind', async () => {
  const open = network();
  const before = tf.memory().numTensors;
  const recipe = recipeOf({ method: 'dkp', samples: 12, batchSize: 6, losses: 0, auxiliaryEpochs: 0, kernelJoins: 3 });
  for (const pulls of [8, 10, 11, 12, 14]) {
    const run = prune(open, dataset, recipe);
    for (let pull = 0; pull < pulls; pull++) await run.next();
    await run.return(undefined);
    expect(tf.memory().numTensors).toBe(before);
  }
  disposeNetwork(open);
});
