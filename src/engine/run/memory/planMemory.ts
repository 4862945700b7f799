import type { Dataset } from '../../data/dataset';
import { planSelection } from '../../layerwise/memory/planSelection';
import { selectionNeeds } from '../../layerwise/memory/selectionNeeds';
import type { SelectionPlan } from '../../layerwise/samples';
import { heapFor, memoryBudget, tensorsIn, tooLarge } from '../../memory/budget';
import { PassSizes, weightBytes } from '../../memory/estimate';
import {
  type FeaturePlan,
  inferenceBatch,
  inferenceBytes,
  planFeatures,
  trainingBytes,
  trainingPart,
} from '../../memory/passes';
import type { Stage } from '../../methods/dcp/stages';
import { logitsNetwork } from '../../network/logits';
import type { Network } from '../../network/network';
import type { Recipe } from '../../recipe/recipe';
import { evaluationBatch } from '../../train/evaluate';
import type { MemoryUse } from '../events';

/** How a run stays within its memory. */
export interface MemoryPlan {
  /** How the samples' features are computed that auxiliary heads start from. */
  readonly features: FeaturePlan;
  readonly selection: SelectionPlan;
  /** The same for people, with the estimate. */
  readonly use: MemoryUse;
}

/** Copies of a network's weights while channels are selected: the open one, the pruned, its baseline, and two folded. */
const selectionCopies = 5;

/**
 * The fastest way for a run to stay within a budget of bytes. Where everything fits nothing is done in parts.
 *
 * @throws InputError with numbers, if not even single images fit
 */
export function planMemory(
  network: Network,
  stages: readonly Stage[],
  dataset: Pick<Dataset, 'train'>,
  recipe: Pick<Recipe, 'samples' | 'batchSize'>,
  budget = memoryBudget,
): MemoryPlan {
  const { batchSize } = recipe;
  const samples = Math.min(recipe.samples, dataset.train.labels.length);
  const heads = stages.flatMap(({ lossAt }) => lossAt ?? []);
  const evaluated = inferenceBatch(network, evaluationBatch, budget);
  const features = planFeatures(network, heads, samples, budget);
  const part = trainingPart(network, heads, batchSize, budget);
  const sizes = new PassSizes(logitsNetwork(network));
  const fixed = selectionCopies * weightBytes(network) + sizes.rooms();
  const needs = selectionNeeds(network, stages, samples);
  const selection = planSelection(needs, samples, batchSize, tensorsIn(budget) - fixed);
  if (!selection) {
    const inHand = Math.max(...needs.map(({ computed }) => computed));
    throw tooLarge('memory.selecting', network.name, fixed + inHand, budget, sizes.largestLayer('gradient'));
  }
  const selected = fixed + Math.max(0, ...selection.layers.map(({ bytes }) => bytes));
  const auxiliary = Math.max(features.bytes, trainingBytes(network, heads, batchSize, part));
  const evaluation = inferenceBytes(network, evaluated);
  const phases: MemoryUse['phases'] = [
    { phase: 'baseline', bytes: heapFor(evaluation) },
    ...(heads.length > 0 ? [{ phase: 'auxiliary' as const, bytes: heapFor(auxiliary) }] : []),
    { phase: 'selection', bytes: heapFor(selected) },
    { phase: 'fine-tuning', bytes: heapFor(trainingBytes(network, [], batchSize, part)) },
  ];
  return {
    features,
    selection: selection.plan,
    use: {
      budget,
      phases,
      evaluationBatch: evaluated,
      batchSize,
      trainingPart: part,
      selectionPart: selection.plan.part,
      samples,
      recomputed: selection.layers
        .filter(({ kept }) => kept.samples < samples)
        .map(({ layer, kept }) => ({ layer, kept: kept.samples })),
    },
  };
}
