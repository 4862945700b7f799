import * as tf from '@tensorflow/tfjs';
import { afterAll, expect, test } from 'vitest';
import { recipeOf } from '../../methods/recipe';
import { cifarResnet } from '../../models/resnet';
import { vgg } from '../../models/vgg';
import { disposeNetwork, type Network } from '../../network/network';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import type { RunEvent } from '../../run/events';
import { startWasmInChunks } from '../../testing/chunks';
import { colourDataset } from '../../testing/fixtures';
import { normals } from '../../testing/numbers';
import { buildRandom, endNames, stepNames } from '../../testing/randomNetworks';
import { Sgd } from '../../train/sgd';
import { trainStep } from '../../train/trainStep';

const counts = [1, 2, 3, 4];
afterAll(() => startWasmInChunks(1));

/** Values as bits: NaN is NaN, and -0 is not 0. */
const bitsOf = (tensor: tf.Tensor): string =>
  Buffer.from(Float32Array.from(tensor.dataSync()).buffer).toString('base64');

async function expectAlike(compute: () => Promise<string[]> | string[]): Promise<void> {
  await startWasmInChunks(1);
  const alone = await compute();
  for (const count of counts.slice(1)) {
    await startWasmInChunks(count);
    expect(await compute()).toEqual(alone);
  }
}

/** All weights after two steps, and the losses of both. */
function trained(build: () => Network, size: number, batch: number): string[] {
  const network = build();
  const sgd = new Sgd({ momentum: 0.9, weightDecay: 1e-4 });
  const images = tf.tensor4d(normals(new Random(2), batch * size * size * 3), [batch, size, size, 3]);
  const labels = tf.tensor2d(
    Float32Array.from({ length: batch * 4 }, (_, at) => (at % 4 === (at >> 2) % 4 ? 1 : 0)),
    [batch, 4],
  );
  const bits: string[] = [];
  for (let step = 0; step < 2; step++) {
    const loss = trainStep({ network, sgd }, { images, labels }, 0.05, new Random(step + 1));
    bits.push(bitsOf(loss));
    loss.dispose();
  }
  bits.push(...[...network.weights].map(([key, tensor]) => `${key} ${bitsOf(tensor)}`));
  sgd.dispose();
  tf.dispose([images, labels]);
  disposeNetwork(network);
  return bits;
}

test.each([
  ...stepNames.map((kind) => ({ kind, end: 'pooled' })),
  ...endNames.map((end) => ({ kind: 'convRelu', end })),
])('$kind, $end: training moves the weights alike in one chunk and in several, bit for bit', async ({ kind, end }) => {
  const steps = [5, 4].map((width) => ({ kind, width }));
  for (const batch of [3, 17]) await expectAlike(() => trained(() => buildRandom({ steps, end, seed: 3 }), 8, batch));
});

/** All that a run selects and trains, and the weights that it ends with. */
async function pruned(build: () => Network): Promise<string[]> {
  const network = build();
  const recipe = recipeOf({ samples: 50, batchSize: 20, losses: 1, fineTuningEpochs: 2, streams: 'pruned' });
  const run = prune(network, colourDataset(4, 8, 60), recipe);
  const told: RunEvent[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next())
    if (['selection', 'training', 'selected'].includes(next.value.type)) told.push(next.value);
  const weights = [...next.value!.weights].map(([key, tensor]) => `${key} ${bitsOf(tensor)}`);
  for (const owner of [network, next.value!]) disposeNetwork(owner);
  return [...told.map((event) => JSON.stringify(event)), ...weights];
}

test.each([
  ['a plain network', () => vgg('v', { blocks: [[6, 9], [8]], classes: 4, inputShape: [8, 8, 3] }, new Random(2))],
  ['residual streams', () => cifarResnet('r', { blocks: 1, classes: 4, size: 8 }, new Random(4))],
] as const)('%s: a run of any number of threads selects, trains and ends alike, bit for bit', async (_, build) => {
  await expectAlike(() => pruned(build));
});
