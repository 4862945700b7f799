import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { prunableGroups } from '../channels/prunableGroups';
import { costOf } from '../network/cost';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork } from '../network/network';
import { outputShapes } from '../network/shapes';
import { Random } from '../random';
import { builders } from '.';

beforeAll(() => chooseBackend(['cpu']));

test.each([
  ['vggnet-cifar', 2.0e7, 3.98e8],
  ['resnet-56-cifar', 8.56e5, 1.26e8],
  ['mobilenet-cifar', 3.22e6, 2.13e8],
  // 4.09e9 without its batch norms, which are 1.1e7.
  ['resnet-50-imagenet', 2.56e7, 4.1e9],
] as const)('%s is of the size that the paper gives', (name, params, flops) => {
  const network = builders[name](new Random(1));
  const sizes = costOf(network);
  expect(Number(sizes.params.toPrecision(3))).toBe(params);
  expect(Number(sizes.flops.toPrecision(3))).toBe(flops);
  disposeNetwork(network);
});

test.each(Object.entries(builders))('%s tells classes apart and can be pruned', (_, build) => {
  const network = build(new Random(1));
  const logits = logitsNetwork(network);
  expect(outputShapes(logits).get(logits.output)).toHaveLength(2);
  const locked = prunableGroups(network);
  expect(locked.length).toBeGreaterThan(2);
  expect(prunableGroups(network, 'pruned').length).toBeGreaterThanOrEqual(locked.length);
  disposeNetwork(network);
});
