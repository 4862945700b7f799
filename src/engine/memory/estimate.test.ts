import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { foldFrozen } from '../inference/fold';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork } from '../network/network';
import { Random } from '../random';
import { startWasmInChunks } from '../testing/chunks';
import { heapWatch } from '../testing/heapWatch';
import { buildRandom, endNames, type RandomNetwork, randomNetworks, stepNames } from '../testing/randomNetworks';
import { Sgd } from '../train/sgd';
import { trainStep } from '../train/trainStep';
import { PassSizes } from './estimate';
import { trainingBytes } from './passes';

await chooseBackend(['wasm']);
const heap = heapWatch();
const batch = 64;

/** How many times as much a forward pass and a training step are estimated to take as they do. */
function ratios(made: RandomNetwork): { forward: number; training: number } {
  const network = buildRandom(made);
  const scoring = logitsNetwork(network);
  const folded = foldFrozen(scoring);
  const images = tf.zeros<tf.Rank.R4>([batch, 8, 8, 3]);
  const labels = tf.zeros<tf.Rank.R2>([batch, 4]);
  const sgd = new Sgd({ momentum: 0.9, weightDecay: 1e-4 });
  const measured = {
    forward: heap.peakOf(() => predict(folded, images).dispose()),
    training: heap.peakOf(() => trainStep({ network, sgd }, { images, labels }, 0.01, new Random(1)).dispose()),
  };
  const inference = new PassSizes(folded);
  const estimated = {
    forward: inference.workspaces() + batch * inference.forward(),
    training: trainingBytes(network, [], batch, batch),
  };
  sgd.dispose();
  tf.dispose([images, labels]);
  for (const owner of [network, folded]) disposeNetwork(owner);
  return {
    forward: estimated.forward / measured.forward,
    training: estimated.training / measured.training,
  };
}

const kinds = [
  ...stepNames.map((kind) => ({ kind, end: 'pooled' })),
  ...endNames.map((end) => ({ kind: 'conv', end })),
];

function expectInside({ forward, training }: ReturnType<typeof ratios>): void {
  for (const ratio of [forward, training]) {
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeLessThan(2);
  }
}

describe.each([1, 4])('in %i threads passes take no more than estimated, and no less than half:', (threads) => {
  const all: number[] = [];
  beforeAll(() => startWasmInChunks(threads));
  afterAll(() =>
    console.log(`estimate over measured: ${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}`),
  );

  test.each(kinds)('$kind, $end', ({ kind, end }) => {
    const found = ratios({ steps: [5, 4, 3].map((width) => ({ kind, width })), end, seed: 3 });
    all.push(found.forward, found.training);
    expectInside(found);
  });

  test('random networks', () => {
    fc.assert(
      fc.property(randomNetworks, (made) => {
        const found = ratios(made);
        all.push(found.forward, found.training);
        expectInside(found);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
