import { groupKeeps } from '../channels/keptCounts';
import { type PrunableGroup, prunableGroups } from '../channels/prunableGroups';
import { type Dataset, type ImagePart, someImages } from '../data/dataset';
import { type Split, splitValidation } from '../data/splitValidation';
import { InputError } from '../errors';
import type { Network } from '../network/network';
import { Random } from '../random';
import type { LoggedRecipe } from '../recipe/common';
import { unsoundWeights } from '../train/finite';
import { countByHand, decidedByHand } from './decidedByHand';

/** Each epoch ends with a look at so many images: an accuracy of 85% on them is known to within 4.4 points (95%). */
const mostWatched = 250;

/** What a run is about: known before it begins. */
export interface Scope {
  readonly network: Network;
  /** Without the validation images. No decision reads the test part: it is measured on, and that is told. */
  readonly dataset: Dataset;
  /** Training images that nothing is learnt from: whatever a run decides by accuracy or loss, it decides on these. */
  readonly validation: ImagePart;
  /** Those of them on which training is watched. */
  readonly watched: ImagePart;
  readonly recipe: LoggedRecipe;
  /** Bytes of memory that the run may take. */
  readonly budget: number;
  /** The groups that may be pruned, in topological order of their last readers. */
  readonly groups: readonly PrunableGroup[];
  /** Channels that each group keeps, by id; of methods that choose widths themselves, what to expect. */
  readonly counts: ReadonlyMap<string, number>;
  /** The pruned widths are also trained from scratch, to compare with. */
  readonly trainsScratch?: boolean;
  /** How many times the pruned network is stored in fewer bits and measured, and the epochs of training for these, in all. */
  readonly compressions?: { readonly times: number; readonly epochs: number };
  /** The groups that may lose channels: the others keep all anyway. */
  readonly prunedGroups: readonly PrunableGroup[];
}

/**
 * @param choosesWidths whether the method finds out itself how many channels a group keeps
 * @throws InputError if the network, the images or the recipe leave nothing to prune or nothing to prune by
 */
export function scopeOf(
  network: Network,
  dataset: Dataset,
  recipe: LoggedRecipe,
  choosesWidths: boolean,
  budget: number,
): Scope {
  checkImages(dataset);
  const groups = groupsOf(network, recipe);
  if (groups.length === 0) throw new InputError('run.nothing-to-prune', { network: network.name });
  const counts = countsAtRates(groups, recipe);
  const split = splitOf(dataset, recipe);
  const watched = someImages(split.validation, mostWatched);
  const scope = withCounts({ network, ...split, watched, recipe, budget, groups }, counts);
  return choosesWidths ? { ...scope, prunedGroups: groups } : scope;
}

/** The images as a run by a recipe has them: what it learns by, and what it decides by. */
export const splitOf = (dataset: Dataset, { seed }: Pick<LoggedRecipe, 'seed'>): Split =>
  splitValidation(dataset, new Random(seed).fork('validation'));

/** The groups that a recipe prunes. @throws InputError if what is decided by hand cannot be */
export const groupsOf = (
  network: Network,
  { streams, byHand }: Pick<LoggedRecipe, 'streams' | 'byHand'>,
): PrunableGroup[] => decidedByHand(prunableGroups(network, streams), byHand);

/** Channels that each group keeps by a recipe's rates, by id. @throws InputError if a rate is that of no group */
export function countsAtRates(groups: readonly PrunableGroup[], recipe: LoggedRecipe): Scope['counts'] {
  const rates = new Map(Object.entries(recipe.layerRates));
  const unknown = [...rates.keys()].find((id) => !groups.some((group) => group.id === id));
  if (unknown !== undefined)
    throw new InputError('recipe.layer', { layer: unknown, layers: groups.map(({ id }) => id).join(', ') });
  return new Map(
    groups.map((group) => {
      const asked = groupKeeps(group.group, rates.get(group.id) ?? recipe.rate, recipe.widthMultiple);
      return [group.id, countByHand(group, asked)];
    }),
  );
}

/** The same run to widths of its own. @param asked channels that each group keeps, by id, but for what is decided by hand */
export function withCounts(scope: Omit<Scope, 'counts' | 'prunedGroups'>, asked: Scope['counts']): Scope {
  const counts = new Map(scope.groups.map((group) => [group.id, countByHand(group, asked.get(group.id) ?? 0)]));
  return {
    ...scope,
    counts,
    prunedGroups: scope.groups.filter(({ id, group }) => (counts.get(id) ?? 0) < group.channels),
  };
}

function checkImages({ name, classes, train, test }: Dataset): void {
  if (classes.length < 2) throw new InputError('network.outputs');
  if (train.labels.length === 0) throw new InputError('run.train-images', { dataset: name });
  if (test.labels.length === 0) throw new InputError('run.test-images', { dataset: name });
  const outside = [train, test].flatMap(({ labels }) => labels.find((label) => label >= classes.length) ?? []);
  if (outside.length > 0) throw new Error(`label ${outside[0]} of ${classes.length} classes`);
}

/** @throws InputError if a weight is NaN or infinite */
export async function checkWeights(network: Network): Promise<void> {
  const [first, ...more] = await unsoundWeights(network);
  if (first === undefined) return;
  const told = { weight: first, network: network.name };
  throw more.length === 0
    ? new InputError('weights.unsound', told)
    : new InputError('weights.unsound-more', { ...told, more: more.length });
}
