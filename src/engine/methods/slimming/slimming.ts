import type { z } from 'zod';
import type { PrunableGroup } from '../../channels/prunableGroups';
import { mask } from '../../channels/surgery';
import { InputError } from '../../errors';
import type { Network } from '../../network/network';
import type { RunEvent } from '../../run/events';
import type { Run } from '../../run/run';
import type { Scope } from '../../run/scope';
import { encodeScores } from '../../run/scores';
import { addUnits } from '../../run/work';
import { keepLargest } from '../choosing';
import type { Pruning } from '../method';
import { type RefitReaders, refitting } from '../refitting';
import { trainingOutline, trainWhole } from '../trainWhole';
import type { slimmingFields } from './fields';
import { absoluteScales, gammaOf, type Scales, scalesOf } from './scales';
import { countsByThreshold } from './threshold';

type SlimmingOptions = z.output<z.ZodObject<typeof slimmingFields>>;

/** @throws InputError if a channel that may go has no scale, or if widths are given that one threshold would not keep to */
export function slimmingPruning(scope: Scope, options: SlimmingOptions): Pruning {
  const { network, prunedGroups, recipe } = scope;
  if (options.threshold === 'network' && recipe.target.kind !== 'rate') throw new InputError('slimming.target');
  const scales = scalesOf(network, prunedGroups);
  const training = trainingOutline(scope, prunedGroups.length > 0 ? options.sparseEpochs : 0);
  const { outline, readersOf } = refitting(scope, { refit: options.sparseRefit, samples: options.samples });
  return {
    outline: {
      work: addUnits(training.work, outline.work),
      memory: { ...outline.memory, phases: [...training.memory.phases, ...outline.memory.phases] },
    },
    async *plan(run) {
      const slimmed = run.copy(network);
      if (prunedGroups.length > 0 && options.sparseEpochs > 0) yield* trainSparse(run, slimmed, scales, options);
      const refitReaders = readersOf(run, slimmed, () => run.copy(slimmed));
      yield* keepLargestScales(run, slimmed, scales, options.threshold, refitReaders);
      return { network: slimmed };
    },
  };
}

/** Trains a network with the penalty on the scales. */
async function* trainSparse(
  run: Run,
  network: Network,
  scales: ReadonlyMap<string, Scales>,
  { sparsity: strength, sparseEpochs: epochs, sparseRate: learningRate }: SlimmingOptions,
): AsyncGenerator<RunEvent> {
  const keys = new Set([...scales.values()].flat().map(({ layer }) => gammaOf(layer)));
  yield run.enter('auxiliary', 'scales');
  yield* trainWhole(
    run,
    { network, heads: [], sparsity: { keys, strength } },
    { epochs, learningRate, random: run.random.fork('scales') },
  );
}

async function* keepLargestScales(
  run: Run,
  network: Network,
  scales: ReadonlyMap<string, Scales>,
  threshold: SlimmingOptions['threshold'],
  refitReaders: RefitReaders,
): AsyncGenerator<RunEvent> {
  const { prunedGroups, counts } = run.scope;
  const scored = await Promise.all(prunedGroups.map(async (each) => scoredBy(network, scales, counts, each)));
  const widths = threshold === 'network' ? countsByThreshold(scored) : counts;
  for (const [index, group] of prunedGroups.entries()) {
    const { id, scores } = scored[index]!;
    const kept = keepLargest(group, scores, widths.get(id)!);
    yield run.enter('selection', 'layer', id);
    const chosen = kept.toSorted((a, b) => scores[b]! - scores[a]!);
    yield { type: 'selection', layer: id, step: 0, chosen, scores: encodeScores(scores) };
    mask(network, new Map([[group.group.name, kept]]));
    yield* refitReaders(group, kept);
    yield run.keep(group, kept);
  }
}

async function scoredBy(
  network: Network,
  scales: ReadonlyMap<string, Scales>,
  counts: Scope['counts'],
  { id, group }: PrunableGroup,
) {
  const scores = await absoluteScales(network, scales.get(id)!, group.channels);
  return { id, group, scores, count: counts.get(id)! };
}
