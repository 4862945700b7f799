import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { builders } from '../models';
import { costOf } from '../network/cost';
import { disposeNetwork, type Network } from '../network/network';
import { Random } from '../random';
import { buildRandom, endNames, randomNetworks, someKept, stepNames } from '../testing/randomNetworks';
import { costModel } from './costModel';
import { cut } from './surgery';

await chooseBackend(['cpu']);

function expectEqualCosts(network: Network, seed: number): void {
  const costAt = costModel(network);
  expect(costAt(new Map())).toEqual(costOf(network));
  for (let draw = 0; draw < 2; draw++) {
    const kept = someKept(network, new Random(seed + draw));
    const pruned = cut(network, kept);
    expect(costAt(kept)).toEqual(costOf(pruned));
    disposeNetwork(pruned);
  }
  disposeNetwork(network);
}

test.each(stepNames.flatMap((kind) => endNames.slice(0, 3).map((end) => [kind, end] as const)))(
  'a network with %s, then %s: costs what the cut network costs',
  (kind, end) => {
    expectEqualCosts(
      buildRandom({
        steps: [
          { kind, width: 4 },
          { kind: 'conv', width: 5 },
        ],
        end,
        seed: 3,
      }),
      7,
    );
  },
);

test('random networks cost what they cost when they are cut', () => {
  fc.assert(
    fc.property(randomNetworks, (made) => expectEqualCosts(buildRandom(made), made.seed)),
    { numRuns: 60, seed: 5 },
  );
});

test.each(['resnet-20-cifar', 'se-resnet-20-cifar', 'densenet-bc-40-cifar', 'mobilenet-cifar'] as const)(
  '%s costs what it costs when it is cut',
  (name) => expectEqualCosts(builders[name](new Random(1)), 11),
);
