import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeBatch } from '../data/batches';
import { execute } from '../network/execute';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { residual } from '../testing/networks';
import { expectClose } from '../testing/numbers';
import { SelectionSamples } from './samples';

await chooseBackend(['wasm']);

const dataset = colourDataset(4, 8, 40);
const indices = new Random(1).permutation(40);

test('a prefix that moves on puts out what the whole network does, and runs no layer twice', () => {
  const network = residual();
  const samples = new SelectionSamples(dataset, indices, 25);
  const before = tf.memory().numTensors;
  let convolutions = 0;
  const kernel = tf.getKernel('FusedConv2D', 'wasm')!;
  tf.unregisterKernel('FusedConv2D', 'wasm');
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      convolutions++;
      return kernel.kernelFunc(call);
    },
  });
  for (const [layer, input] of [
    ['a', 'stem/activation'],
    ['b', 'a/activation'],
    ['c', 'relu'],
  ] as const) {
    const outputs = samples.pruned.runTo(network, layer, [input]);
    const counted = convolutions;
    tf.tidy(() => {
      outputs.forEach(([output], batch) => {
        const { images } = makeBatch(dataset, dataset.train, samples.batches[batch]!);
        expectClose(output!, execute(network, { input: images }, [input])[0]!, 1e-6);
      });
    });
    convolutions = counted;
    tf.dispose(outputs.flat());
  }
  tf.unregisterKernel('FusedConv2D', 'wasm');
  tf.registerKernel(kernel);
  expect(convolutions).toBe(2 * 3);
  samples.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('where it cannot go on it starts again: back to an earlier layer, or after its weights have changed', () => {
  const network = residual();
  const samples = new SelectionSamples(dataset, indices, 40);
  const [late] = samples.pruned.runTo(network, 'c', ['relu']);
  const [early] = samples.pruned.runTo(network, 'a', ['stem/activation']);
  expect(early![0]!.shape).toEqual([40, 8, 8, 6]);
  samples.pruned.restart();
  const [again] = samples.pruned.runTo(network, 'c', ['relu']);
  expectClose(again![0]!, late![0]!, 1e-6);
  samples.dispose();
});
