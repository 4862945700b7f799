import { leastToSplit } from '../engine/limits';
import { choosesWidths, methodIds, type Recipe, type RecipeValues } from '../engine/methods/recipe';
import type { Cost } from '../engine/network/cost';
import type { Target, TargetOf } from '../engine/recipe/target';
import { latencyBatches } from '../runs/report';

/** Ways to say how much smaller a network becomes, the first choice of a recipe. */
export const ways = ['lose', 'size', 'rate', 'adapt'] as const;

export type Way = (typeof ways)[number];

/** The targets that are sizes or speeds. */
export const sizeKinds = ['bytes', 'params', 'flops', 'latency'] as const;

export type SizeKind = (typeof sizeKinds)[number];

/** Images that a time is of. */
type LatencyBatch = TargetOf<'latency'>['batch'];

interface SizeChoice {
  readonly kind: SizeKind;
  readonly batch?: LatencyBatch;
}

/** What may be asked for: a time of each size of batch. */
export const sizeChoices: readonly SizeChoice[] = sizeKinds.flatMap((kind): SizeChoice[] =>
  kind === 'latency' ? latencyBatches.map((batch) => ({ kind, batch })) : [{ kind }],
);

/** The way that a recipe goes. */
export function wayOf({ method, target: { kind } }: Pick<Recipe, 'method' | 'target'>): Way {
  if (choosesWidths(method.id)) return 'adapt';
  return kind === 'rate' || kind === 'lose' ? kind : 'size';
}

/** What a recipe changes to go another way. @param sizes of the open network: half of one is where to begin */
export function towards(way: Way, { method }: Pick<Recipe, 'method'>, sizes: Cost | undefined): RecipeValues {
  if (way === 'adapt') return { method: methodIds.find(choosesWidths) ?? method.id, target: { kind: 'rate' } };
  const plain = methodIds.find((id) => !choosesWidths(id)) ?? method.id;
  return { method: choosesWidths(method.id) ? plain : method.id, target: firstTarget(way, sizes) };
}

function firstTarget(way: Exclude<Way, 'adapt'>, sizes: Cost | undefined): Target {
  if (way === 'rate') return { kind: 'rate' };
  return way === 'lose' ? { kind: 'lose', points: 1 } : sizeTarget('bytes', sizes);
}

/** Half of what the open network has; a time that few networks keep to, since that of this one is not known yet. */
export function sizeTarget(kind: SizeKind, sizes: Cost | undefined, batch: LatencyBatch = 1): TargetOf<SizeKind> {
  if (kind === 'latency') return { kind, milliseconds: 5 * batch, batch };
  return { kind, most: sizes ? Math.max(1, Number((sizes[kind] / 2).toPrecision(2))) : 1e6 };
}

/** Images of which none are set apart for decisions, and how many it would take. */
export const tooFewToSplit = (train: number): number | undefined => (train < leastToSplit ? leastToSplit : undefined);
