import { afterEach, beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { prunableGroups } from '../channels/prunableGroups';
import { memoryBudget } from '../memory/budget';
import { recipeOf } from '../methods/recipe';
import { disposeNetwork, type Network } from '../network/network';
import { scopeOf } from '../run/scope';
import { colourDataset } from '../testing/fixtures';
import { residual } from '../testing/networks';
import { costOfCounts } from './costOfCounts';
import type { LossCurve } from './curve';
import { suggestRates } from './suggestRates';

let network: Network;

beforeAll(() => chooseBackend(['cpu']));
afterEach(() => disposeNetwork(network));

test('rates cost no more than one rate for all, take channels where they are worth least, and are what a run keeps', () => {
  network = residual();
  const recipe = recipeOf({ streams: 'pruned', rate: 0.5 });
  const groups = prunableGroups(network, 'pruned');
  const curves: LossCurve[] = groups.map(({ id, group }) => {
    const kept = Array.from({ length: group.channels - 1 }, (_, index) => index + 1);
    const worth = id === 'b' ? 1 : 0.001;
    return { id, channels: group.channels, kept, loss: kept.map((count) => worth * (group.channels - count)) };
  });
  const rates = suggestRates(network, groups, curves, recipe);
  const flopsAt = (layerRates: Record<string, number>) => {
    const dataset = colourDataset(4, 8, 20);
    const { counts } = scopeOf(network, dataset, { ...recipe, layerRates }, false, memoryBudget);
    return costOfCounts(network, groups).costAt(counts).flops;
  };
  expect(flopsAt({ ...rates })).toBeLessThanOrEqual(flopsAt({}));
  expect(rates.b).toBe(0);
  expect(Object.values(rates).some((rate) => rate > 0.5)).toBe(true);
});
