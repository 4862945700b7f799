import * as tf from '@tensorflow/tfjs';
import { prunableGroups } from '../../engine/channels/prunableGroups';
import { cut } from '../../engine/channels/surgery';
import { foldForInference } from '../../engine/inference/chain';
import { costOf } from '../../engine/network/cost';
import { predict } from '../../engine/network/execute';
import { disposeNetwork, type Network } from '../../engine/network/network';
import { outputShapes } from '../../engine/network/shapes';
import { keptCount, roundedUp } from '../../engine/recipe/keptCount';
import { costOfCounts } from '../../engine/widths/costOfCounts';
import { loadNetwork } from '../modelFiles';
import { type BenchCase, type BenchRow, interleaved } from './measure';

const batch = 32;
const rounds = 20;
/** It leaves counts that are multiples of nothing. */
const rate = 0.45;
const multiples = [1, 4, 8, 16];

/** Whether widths in multiples are faster for their FLOPs: a batch through networks cut alike, but for the rounding. */
export const multiplesCase: BenchCase = {
  name: 'multiples',
  run: async () => {
    const rows: BenchRow[] = [];
    for (const name of ['vgg-medium', 'mobilenet-small']) rows.push(...(await rowsOf(await loadNetwork(name))));
    return rows;
  },
};

async function rowsOf(network: Network): Promise<BenchRow[]> {
  const groups = prunableGroups(network);
  const costs = costOfCounts(network, groups);
  const [, ...shape] = outputShapes(network).get(network.input)!;
  const images = tf.zeros([batch, ...shape]);
  const cuts = multiples.map((multiple) => {
    const counts = groups.map(({ id, group: { channels } }): [string, number] => [
      id,
      roundedUp(keptCount(channels, rate), multiple, channels),
    ]);
    const narrowed = cut(network, costs.keptAt(new Map(counts)));
    const folded = foldForInference(narrowed, batch);
    const megaflops = costOf(narrowed).flops / 1e6;
    disposeNetwork(narrowed);
    return { multiple, megaflops, folded };
  });
  const run = async (folded: Network) => {
    const scores = predict(folded, images);
    await scores.data();
    scores.dispose();
  };
  const times = await interleaved(
    rounds,
    Object.fromEntries(cuts.map(({ multiple, folded }) => [multiple, () => run(folded)])),
  );
  images.dispose();
  const paces = cuts.map(({ multiple, megaflops, folded }) => {
    disposeNetwork(folded);
    return { multiple, pace: (times[multiple] ?? Number.NaN) / megaflops };
  });
  const reference = paces[0]!.pace;
  return paces.map(({ multiple, pace }) => ({
    ...{ name: `multiples of ${multiple}, ${network.name}`, value: pace, unit: 'ms/MFLOP', reference },
    ...{ ratio: pace / reference, where: 'Node', goal: 'printed', met: true },
  }));
}
