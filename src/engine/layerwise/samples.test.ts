import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeBatch } from '../data/batches';
import { execute } from '../network/execute';
import { cloneNetwork, type Network, replaceWeight, weightOf } from '../network/network';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { residual } from '../testing/networks';
import { expectClose } from '../testing/numbers';
import { disposeProblem, layerProblem } from './layerProblem';
import { SelectionSamples } from './samples';

await chooseBackend(['wasm']);

const dataset = colourDataset(4, 8, 40);
const indices = new Random(1).permutation(40);

/** How many convolutions `work` computes. */
async function convolutionsIn(work: () => Promise<void>): Promise<number> {
  let count = 0;
  const kernel = tf.getKernel('FusedConv2D', 'wasm')!;
  tf.unregisterKernel('FusedConv2D', 'wasm');
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      count++;
      return kernel.kernelFunc(call);
    },
  });
  await work();
  tf.unregisterKernel('FusedConv2D', 'wasm');
  tf.registerKernel(kernel);
  return count;
}

test('networks that start alike run their prefix once; apart, each runs its own', async () => {
  const network = residual();
  const tuned = cloneNetwork(network);
  const preparing = async (baseline: Network) => {
    const samples = new SelectionSamples(dataset, indices, 40);
    const count = await convolutionsIn(async () =>
      disposeProblem(await layerProblem('c', { pruned: network, baseline, head: undefined, samples })),
    );
    samples.dispose();
    return count;
  };
  const once = await preparing(tuned);
  replaceWeight(tuned, 'a/kernel', tf.clone(tf.mul(weightOf(tuned, 'a', 'kernel'), 2)));
  expect((await preparing(tuned)) - once).toBe(once - 1);
});

test('a prefix that moves on puts out what the whole network does, and runs no layer twice', async () => {
  const network = residual();
  const samples = new SelectionSamples(dataset, indices, 25);
  const before = tf.memory().numTensors;
  let convolutions = 0;
  for (const [layer, input] of [
    ['a', 'stem/activation'],
    ['b', 'a/activation'],
    ['c', 'relu'],
  ] as const) {
    let outputs: tf.Tensor[][] = [];
    convolutions += await convolutionsIn(async () => {
      outputs = await samples.pruned.runTo(network, layer, [input]);
    });
    tf.tidy(() => {
      outputs.forEach(([output], batch) => {
        const { images } = makeBatch(dataset, dataset.train, samples.parts[batch]!);
        expectClose(output!, execute(network, { input: images }, [input])[0]!, 1e-6);
      });
    });
    tf.dispose(outputs.flat());
  }
  expect(convolutions).toBe(2 * 3);
  samples.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('where it cannot go on it starts again: back to an earlier layer, or after its weights have changed', async () => {
  const network = residual();
  const samples = new SelectionSamples(dataset, indices, 40);
  const [late] = await samples.pruned.runTo(network, 'c', ['relu']);
  const [early] = await samples.pruned.runTo(network, 'a', ['stem/activation']);
  expect(early![0]!.shape).toEqual([40, 8, 8, 6]);
  samples.pruned.restart();
  const [again] = await samples.pruned.runTo(network, 'c', ['relu']);
  expectClose(again![0]!, late![0]!, 1e-6);
  samples.dispose();
});
