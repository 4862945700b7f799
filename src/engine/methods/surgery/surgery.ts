import type { z } from 'zod';
import { freeing } from '../../backend/lost';
import { type Network, weightOf } from '../../network/network';
import type { RunEvent } from '../../run/events';
import type { Run } from '../../run/run';
import type { Scope } from '../../run/scope';
import { Splicing } from '../../train/splicing';
import type { Pruning } from '../method';
import { keptOf, type SparseReader, sparseReaders } from '../sparse';
import { trainingOutline, trainWhole } from '../trainWhole';
import type { surgeryFields } from './fields';

type SurgeryOptions = z.output<z.ZodObject<typeof surgeryFields>>;

/** @throws InputError if the recipe's target is not its rates */
export function surgeryPruning(scope: Scope, options: SurgeryOptions): Pruning {
  const readers = sparseReaders(scope);
  return {
    outline: {
      ...trainingOutline(scope, readers.length > 0 ? options.surgeryEpochs : 0),
      training: { isSparse: true },
    },
    async *plan(run) {
      const network = run.copy(scope.network);
      if (readers.length > 0) yield* operate(run, network, readers, options);
      for (const { layer, convolution } of readers) {
        const { weight } = convolution;
        const units = weightOf(network, layer, weight).size;
        yield await run.thin(network, { layer, weight, unit: 'weight', units });
      }
      return { network };
    },
  };
}

/** Trains a network while weights go and come back; with no epochs the smallest go. */
async function* operate(
  run: Run,
  network: Network,
  readers: readonly SparseReader[],
  { surgeryEpochs: epochs, surgeryRate: learningRate, spliceEvery }: SurgeryOptions,
): AsyncGenerator<RunEvent> {
  const spliced = readers.map((reader) => {
    const { layer, convolution } = reader;
    const kept = keptOf(reader, weightOf(network, layer, convolution.weight).size);
    return { key: `${layer}/${convolution.weight}`, kept };
  });
  const splicing = new Splicing(network, spliced, spliceEvery);
  try {
    await splicing.splice();
    if (epochs === 0) return;
    yield run.enter('auxiliary', 'splicing');
    const random = run.random.fork('surgery');
    yield* trainWhole(run, { network, heads: [], splicing }, { epochs, learningRate, random });
    await splicing.splice();
  } finally {
    await freeing(() => splicing.dispose());
  }
}
