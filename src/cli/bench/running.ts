import * as tf from '@tensorflow/tfjs';
import { channelGroups } from '../../engine/channels/channelGraph';
import { cut } from '../../engine/channels/surgery';
import { foldForInference } from '../../engine/inference/chain';
import { presetRecipe, recipeOf } from '../../engine/methods/recipe';
import { vgg } from '../../engine/models/vgg';
import { costOf } from '../../engine/network/cost';
import { predict } from '../../engine/network/execute';
import { disposeNetwork, type Network } from '../../engine/network/network';
import { prune } from '../../engine/prune/prune';
import { Random } from '../../engine/random';
import type { Phase, RunEvent } from '../../engine/run/events';
import { colourDataset } from '../../engine/testing/fixtures';
import { loadCifar10 } from '../dataFiles';
import { loadNetwork } from '../modelFiles';
import { type BenchCase, type BenchRow, interleaved } from './measure';

export async function finish(run: AsyncGenerator<RunEvent, Network | undefined>, onEvent: (event: RunEvent) => void) {
  let next = await run.next();
  for (; !next.done; next = await run.next()) onEvent(next.value);
  if (next.value) disposeNetwork(next.value);
}

export const wholeRunCase: BenchCase = {
  name: 'whole-run',
  run: async () => {
    const network = await loadNetwork('vgg-small');
    let seconds: Partial<Record<Phase, number>> | undefined;
    await finish(prune(network, await loadCifar10('bundled'), presetRecipe('quick')), (event) => {
      if (event.type === 'finished') seconds = event.report.seconds;
    });
    disposeNetwork(network);
    const phases = Object.entries(seconds ?? {});
    const total = phases.reduce((sum, [, spent]) => sum + spent, 0);
    return phases.map(([phase, value]): BenchRow => {
      const row = {
        name: `whole-run ${phase}`,
        value,
        unit: 's',
        reference: total,
        ratio: value / total,
        where: 'Node',
      } as const;
      return phase === 'selection'
        ? { ...row, goal: 'under half of the run', met: value < total / 2 }
        : { ...row, goal: 'printed', met: true };
    });
  },
};

export const inferenceCase: BenchCase = {
  name: 'inference',
  run: async () => {
    const network = await loadNetwork('vgg-small');
    const rows: BenchRow[] = [];
    for (const rate of [0.3, 0.5, 0.7]) {
      const groups = channelGroups(network).filter(({ locked }) => locked === undefined);
      const small = cut(
        network,
        new Map(groups.map(({ name, channels }) => [name, [...Array(channels - Math.floor(channels * rate)).keys()]])),
      );
      const flopsRatio = costOf(network).flops / costOf(small).flops;
      for (const batch of [1, 32]) {
        const folded = { baseline: foldForInference(network, batch), pruned: foldForInference(small, batch) };
        const images = tf.randomNormal([batch, 32, 32, 3]);
        const times = await interleaved(21, {
          baseline: () => predict(folded.baseline, images).dispose(),
          pruned: () => predict(folded.pruned, images).dispose(),
        });
        tf.dispose(images);
        for (const made of Object.values(folded)) disposeNetwork(made);
        const ratio = times.baseline / times.pruned;
        rows.push({
          ...{ name: `inference rate ${rate} batch ${batch} (FLOPs ${flopsRatio.toFixed(2)}x)`, value: times.pruned },
          ...{ unit: 'ms', reference: times.baseline, ratio, where: 'Node' },
          ...(batch === 32
            ? { goal: `at least ${(0.7 * flopsRatio).toFixed(2)}x`, met: ratio >= 0.7 * flopsRatio }
            : { goal: 'printed', met: true }),
        });
      }
      disposeNetwork(small);
    }
    disposeNetwork(network);
    return rows;
  },
};

const tinyNetwork = () => vgg('tiny', { blocks: [[8, 8], [8]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const tinyDataset = () => colourDataset(3, 8, 200);
const tinyRecipe = recipeOf({ samples: 60, losses: 1, batchSize: 20, fineTuningEpochs: 3 });

export const readbackCase: BenchCase = {
  name: 'readback',
  run: async () => {
    const engine = tf.engine();
    const counts = { selection: 0, training: 0 };
    const steps = { selection: 0, training: 0 };
    /** Looks at the accuracy, which are waited for: the opened network's, and the other's before the first epoch and after each. */
    let looks = 1;
    let phase: Phase = 'baseline';
    const { read, readSync } = engine;
    const count = () => {
      if (phase === 'selection') counts.selection++;
      if (phase === 'fine-tuning') counts.training++;
    };
    engine.read = (dataId) => {
      count();
      return read.call(engine, dataId);
    };
    engine.readSync = (dataId) => {
      count();
      return readSync.call(engine, dataId);
    };
    const network = tinyNetwork();
    await finish(prune(network, tinyDataset(), tinyRecipe), (event) => {
      if (event.type === 'phase') phase = event.phase;
      if (event.type === 'selection') steps.selection++;
      if (event.type === 'epoch') looks++;
      if (event.type === 'training') steps.training = event.step;
    });
    Object.assign(engine, { read, readSync });
    disposeNetwork(network);
    const row = (name: string, value: number, count: number, most: number): BenchRow => ({
      ...{ name: `readback ${name}`, value, unit: 'waits', reference: count, ratio: value / count, where: 'Node' },
      ...{ goal: `at most ${most} a step`, met: value / count <= most },
    });
    return [
      row('selection', counts.selection, steps.selection, 1),
      row('training', counts.training - looks, steps.training, 0.1),
    ];
  },
};

export const memoryCase: BenchCase = {
  name: 'memory',
  run: async () => {
    const network = tinyNetwork();
    const dataset = tinyDataset();
    const after = async (runs: number) => {
      for (let run = 0; run < runs; run++) await finish(prune(network, dataset, tinyRecipe), () => {});
      return tf.memory();
    };
    const one = await after(1);
    const ten = await after(9);
    disposeNetwork(network);
    return (['numTensors', 'numBytes'] as const).map(
      (what): BenchRow => ({
        ...{ name: `memory ${what === 'numTensors' ? 'tensors' : 'bytes'} after ten runs`, value: ten[what] },
        ...{ unit: what === 'numTensors' ? 'tensors' : 'bytes', reference: one[what], ratio: ten[what] / one[what] },
        ...{ where: 'Node', goal: 'equal to one run', met: ten[what] === one[what] },
      }),
    );
  },
};
