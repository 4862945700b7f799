import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { foldFrozen } from '../inference/fold';
import { costOf } from '../network/cost';
import { predict } from '../network/execute';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import { weightShapes } from '../network/networkBuilder';
import { Random } from '../random';
import { expectClose, normals } from '../testing/numbers';
import { buildRandom, endNames, type RandomNetwork, randomNetworks, stepNames } from '../testing/randomNetworks';
import { channelGroups } from './channelGraph';
import { keptSets } from './prunableGroups';
import { cut, mask } from './surgery';

await chooseBackend(['wasm']);

const images = tf.tensor4d(normals(new Random(1), 2 * 8 * 8 * 3), [2, 8, 8, 3]);

/** About half of every group that may be cut, and something of all that makes its channels. */
function someKept(network: Network, random: Random): Map<string, number[]> {
  const open = channelGroups(network).filter(({ locked }) => locked === undefined);
  return new Map(
    open.map((group) => {
      const kept = [...Array(group.channels).keys()].filter(() => random.uniform() < 0.5);
      for (const set of keptSets(group)) if (!set.some((channel) => kept.includes(channel))) kept.push(set[0]!);
      return [group.name, kept.sort((a, b) => a - b)];
    }),
  );
}

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
