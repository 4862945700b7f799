import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { foldFrozen } from '../inference/fold';
import { costOf } from '../network/cost';
import { predict } from '../network/execute';
import { cloneNetwork, disposeNetwork } from '../network/network';
import { weightShapes } from '../network/networkBuilder';
import { Random } from '../random';
import { expectClose, normals } from '../testing/numbers';
import {
  buildRandom,
  endNames,
  type RandomNetwork,
  randomNetworks,
  someKept,
  stepNames,
} from '../testing/randomNetworks';
import { cut, mask } from './surgery';

await chooseBackend(['wasm']);

const images = tf.tensor4d(normals(new Random(1), 2 * 8 * 8 * 3), [2, 8, 8, 3]);

function check(made: RandomNetwork): void {
  const network = buildRandom(made);
  const before = tf.memory().numTensors;
  const kept = someKept(network, new Random(made.seed));
  const masked = cloneNetwork(network);
  mask(masked, kept);
  const small = cut(network, kept);
  for (const [key, shape] of weightShapes(small.layers)) expect(small.weights.get(key)!.shape).toEqual(shape);
  expect(costOf(small).params).toBeLessThanOrEqual(costOf(network).params);
  tf.tidy(() => {
    const expected = predict(masked, images);
    expectClose(predict(small, images), expected, 1e-4);
    const folded = foldFrozen(small);
    expectClose(predict(folded, images), expected, 1e-4);
    disposeNetwork(folded);
  });
  disposeNetwork(masked);
  disposeNetwork(small);
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(network);
}

test('masked and cut networks agree, with the shapes that their layers need, on random networks', () => {
  fc.assert(fc.property(randomNetworks, check), { numRuns: 60, seed: 4 });
});

test.each(stepNames)('the same with %s among convolutions', (kind) => {
  const around = { kind: 'convRelu', width: 4 };
  for (const end of endNames) check({ steps: [around, { kind, width: 4 }, around], end, seed: 7 });
});
