import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { prunableGroups } from '../channels/prunableGroups';
import { cut } from '../channels/surgery';
import { recipeOf } from '../methods/recipe';
import { costOf } from '../network/cost';
import { disposeNetwork } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { residual } from '../testing/networks';
import { plannedSize } from './plannedSize';

test('the size that is planned is that of the network cut to these widths', async () => {
  await chooseBackend(['cpu']);
  const network = residual();
  const byHand = { b: { keep: [0, 1, 2, 3, 4], remove: [] } };
  const recipe = recipeOf({ streams: 'pruned', rate: 0.5, layerRates: { classes: 0.4 }, byHand });
  const { counts, cost, isExact } = plannedSize(network, recipe);
  expect(counts).toEqual({ b: 5, classes: 4, 'stream:stem': 3 });
  const kept = prunableGroups(network, 'pruned').map(
    ({ id, group }) => [group.name, [...Array(counts[id]).keys()]] as const,
  );
  const small = cut(network, new Map(kept));
  expect([cost, isExact]).toEqual([costOf(small), true]);
  expect(() => plannedSize(network, recipeOf({ layerRates: { nowhere: 0.5 } }))).toThrow(
    expect.objectContaining({ code: 'recipe.layer' }),
  );
  disposeNetwork(network);
  disposeNetwork(small);
});

test('where several layers make the channels of a group, it is the most that it can be', async () => {
  await chooseBackend(['cpu']);
  const network = new NetworkBuilder([8, 8, 3])
    .append('left', 'Conv2D', { filters: 2, kernel_size: [1, 1] })
    .append('right', 'Conv2D', { filters: 2, kernel_size: [3, 3], padding: 'same' }, ['input'])
    .append('joined', 'Concatenate', {}, ['left', 'right'])
    .append('after', 'Conv2D', { filters: 3, kernel_size: [1, 1] })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 2 })
    .build('joining', new Random(1));
  const recipe = recipeOf({ streams: 'pruned', rate: 0, layerRates: { after: 0.25 } });
  const { cost, isExact } = plannedSize(network, recipe);
  const costs = [0, 1, 2, 3].map((gone) => {
    const small = cut(network, new Map([['left', [0, 1, 2, 3].filter((channel) => channel !== gone)]]));
    const { params } = costOf(small);
    disposeNetwork(small);
    return params;
  });
  expect([cost.params, isExact]).toEqual([Math.max(...costs), false]);
  disposeNetwork(network);
});
