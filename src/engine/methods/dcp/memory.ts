import { planSelection } from '../../layerwise/memory/planSelection';
import { denseKernelBytes, selectionNeeds } from '../../layerwise/memory/selectionNeeds';
import type { SelectionPlan } from '../../layerwise/samples';
import { heapFor, tensorsIn, tooLarge } from '../../memory/budget';
import { PassSizes, weightBytes } from '../../memory/estimate';
import { type FeaturePlan, planFeatures, trainingBytes, trainingPart } from '../../memory/passes';
import { logitsNetwork } from '../../network/logits';
import type { Outline } from '../../run/outline';
import type { Scope } from '../../run/scope';
import type { Stage } from './stages';

/** How DCP stays within a run's memory. */
export interface DcpMemory {
  /** How the features are computed that theta is learnt on. */
  readonly features: FeaturePlan;
  readonly selection: SelectionPlan;
  /** The same for people, with the estimate. */
  readonly told: Outline['memory'];
}

/** Copies of a network's weights while channels are selected: the open one, the pruned, its baseline, and two folded. */
const selectionCopies = 5;

/**
 * The fastest way to stay within the budget. Where everything fits nothing is done in parts.
 *
 * @param stages with the groups alone whose channels are selected
 * @param samples images that channels are selected on
 * @param learning images that theta is learnt on
 * @throws InputError with numbers, if not even single images fit
 */
export function planDcpMemory(
  { network, recipe, budget }: Pick<Scope, 'network' | 'recipe' | 'budget'>,
  stages: readonly Stage[],
  samples: number,
  learning: number,
): DcpMemory {
  const { batchSize } = recipe;
  const heads = stages.flatMap(({ lossAt }) => lossAt ?? []);
  const features = planFeatures(network, heads, learning, budget);
  const part = trainingPart(network, heads, batchSize, budget);
  const sizes = new PassSizes(logitsNetwork(network));
  const groups = stages.flatMap(({ lossAt, groups }) => groups.map((group) => ({ ...group, lossAt })));
  const fixed = selectionCopies * weightBytes(network) + sizes.workspaces() + denseKernelBytes(network, groups);
  const needs = selectionNeeds(network, groups, samples);
  const selection = planSelection(needs, samples, batchSize, tensorsIn(budget) - fixed);
  if (!selection) {
    const inHand = Math.max(...needs.map(({ computed }) => computed));
    throw tooLarge('memory.selecting', network.name, fixed + inHand, budget, sizes.largestLayer('gradient'));
  }
  const selected = fixed + Math.max(0, ...selection.layers.map(({ bytes }) => bytes));
  const auxiliary = Math.max(features.bytes, trainingBytes(network, heads, batchSize, part));
  return {
    features,
    selection: selection.plan,
    told: {
      phases: [
        ...(heads.length > 0 ? [{ phase: 'auxiliary' as const, bytes: heapFor(auxiliary) }] : []),
        { phase: 'selection', bytes: heapFor(selected) },
      ],
      selectionPart: selection.plan.part,
      samples,
      recomputed: selection.layers
        .filter(({ kept }) => kept.samples < samples)
        .map(({ layer, kept }) => ({ layer, kept: kept.samples })),
    },
  };
}
