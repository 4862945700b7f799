import type { Dataset } from '../../engine/data/dataset';
import { choosesWidths, type MethodId, methodIds, presetRecipe, recipeOf, valuesOf } from '../../engine/methods/recipe';
import { disposeNetwork, type Network } from '../../engine/network/network';
import { prune } from '../../engine/prune/prune';
import { loadCifar10 } from '../dataFiles';
import { loadNetwork } from '../modelFiles';
import { type BenchCase, type BenchRow, median } from './measure';
import { finish } from './running';

const layer = 'conv5';
const rounds = 3;

/** Seconds in which each method chooses half of the channels that one layer reads, with what is trained for it, beside DCP's. */
export const choosingCase: BenchCase = {
  name: 'choosing',
  run: async () => {
    const network = await loadNetwork('vgg-small');
    const dataset = await loadCifar10('bundled');
    const methods = methodIds.filter((method) => !choosesWidths(method));
    const seconds = new Map(methods.map((method) => [method, [] as number[]]));
    for (let round = 0; round < rounds; round++)
      for (const [method, times] of seconds) times.push(await secondsOfChoosing(network, dataset, method));
    disposeNetwork(network);
    const reference = median(seconds.get('dcp') ?? []);
    return [...seconds].map(([method, times]): BenchRow => {
      const value = median(times);
      const row = {
        name: `choosing ${layer} by ${method}`,
        value,
        unit: 's',
        reference,
        ratio: value / reference,
      } as const;
      return { ...row, where: 'Node', goal: 'printed', met: true };
    });
  },
};

async function secondsOfChoosing(network: Network, dataset: Dataset, method: MethodId): Promise<number> {
  const recipe = recipeOf({
    ...valuesOf(presetRecipe('quick')),
    ...{ method, streams: 'convolutions', rate: 0, layerRates: { [layer]: 0.5 }, fineTuningEpochs: 0 },
  });
  let seconds = 0;
  await finish(prune(network, dataset, recipe), (event) => {
    if (event.type !== 'finished') return;
    const { selection = 0, auxiliary = 0 } = event.report.seconds;
    seconds = selection + auxiliary;
  });
  return seconds;
}
