import type { z } from 'zod';
import { freeing } from '../../backend/lost';
import type { PrunableGroup } from '../../channels/prunableGroups';
import { giveWeights } from '../../layerwise/biasHome';
import type { Selecting } from '../../layerwise/layerProblem';
import type { RunEvent } from '../../run/events';
import type { Scope } from '../../run/scope';
import { algorithm1 } from '../dcp/algorithm1';
import type { Dcp } from '../dcp/context';
import { type DcpOptions, samplesUsed } from '../dcp/options';
import { outlineOf } from '../dcp/pruning';
import type { Pruning } from '../method';
import { keptOf, type SparseReader, sparseReaders } from '../sparse';
import type { dkpFields } from './fields';
import { selectKernels } from './selectKernels';

type DkpOptions = z.output<z.ZodObject<typeof dkpFields>>;

/** @throws InputError if the recipe's target is not its rates */
export function dkpPruning(scope: Scope, options: DkpOptions): Pruning {
  const readers = sparseReaders(scope);
  const { outline, stages, memory, work } = outlineOf(scope, asDcp(scope, options));
  return {
    outline: { ...outline, training: { isSparse: true } },
    plan(run) {
      const dcp = { run, options: asDcp(scope, options), memory, work };
      return algorithm1(dcp, stages, {
        select: (group, selecting) => thinReaders(dcp, options, readers, group, selecting),
        masks: (network) => run.zeroMasks(network),
      });
    },
  };
}

/** How DCP would select with as much work: as many joins, and as many steps after each. */
function asDcp({ dataset, recipe, counts }: Scope, { kernelJoins, kernelPasses, ...shared }: DkpOptions): DcpOptions {
  const samples = samplesUsed(shared, dataset.train.labels.length);
  return {
    ...{ ...shared, solver: 'sgd', score: 'kernels', choose: 'largest' },
    sgdSteps: kernelPasses * Math.ceil(samples / recipe.batchSize),
    channelsPerStep: Math.ceil(Math.max(...counts.values()) / kernelJoins),
  };
}

/** Selects the kernels of the layers that read a group, one layer after the other. */
async function* thinReaders(
  { run, options, work }: Dcp,
  { kernelJoins }: DkpOptions,
  readers: readonly SparseReader[],
  { id, readers: { length }, group }: PrunableGroup,
  selecting: Selecting,
): AsyncGenerator<RunEvent> {
  const { lambda, reconstructionWeight: reconstruction, sgdSteps: steps } = options;
  const units = (work.selection.get(id) ?? []).reduce((sum, each) => sum + each, 0);
  for (const reader of readers.filter((each) => each.group === id)) {
    const { layer, convolution } = reader;
    const { weight, channels, filters, blocks } = convolution;
    const kernels = (channels * filters) / blocks;
    const problem = await run.problem(layer, selecting);
    const count = keptOf(reader, kernels);
    const joins = Math.min(kernelJoins, count);
    const selection = selectKernels(problem, {
      ...{ count, joins, steps, pass: run.pass },
      weights: { reconstruction, lambda },
    });
    try {
      let next = await selection.next();
      for (; !next.done; next = await selection.next()) yield run.advance('selection', units / length / joins);
      if (!next.value) throw new Error(`the selection in "${layer}" has ended without a result`);
      giveWeights(selecting.pruned, next.value);
    } finally {
      await freeing(async () => {
        await selection.return(undefined);
        run.freeProblem(problem);
      });
    }
    yield await run.thin(selecting.pruned, { layer, weight, unit: 'kernel', units: kernels });
  }
  if (group.consumers.length > 1) selecting.samples.pruned.restart();
}
