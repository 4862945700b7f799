import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { prunableGroups } from '../channels/prunableGroups';
import { cut } from '../channels/surgery';
import { recipeOf } from '../methods/recipe';
import { costOf } from '../network/cost';
import { disposeNetwork } from '../network/network';
import { residual } from '../testing/networks';
import { plannedSize } from './plannedSize';

test('the size that is planned is that of the network cut to these widths', async () => {
  await chooseBackend(['cpu']);
  const network = residual();
  const byHand = { b: { keep: [0, 1, 2, 3, 4], remove: [] } };
  const recipe = recipeOf({ streams: 'pruned', rate: 0.5, layerRates: { classes: 0.4 }, byHand });
  const { counts, cost } = plannedSize(network, recipe);
  expect(counts).toEqual({ b: 5, classes: 4, 'stream:stem': 3 });
  const kept = prunableGroups(network, 'pruned').map(
    ({ id, group }) => [group.name, [...Array(counts[id]).keys()]] as const,
  );
  const small = cut(network, new Map(kept));
  expect(cost).toEqual(costOf(small));
  expect(() => plannedSize(network, recipeOf({ layerRates: { nowhere: 0.5 } }))).toThrow(
    expect.objectContaining({ code: 'recipe.layer' }),
  );
  disposeNetwork(network);
  disposeNetwork(small);
});
