import { groupKeeps } from '../channels/keptCounts';
import { type PrunableGroup, prunableGroups } from '../channels/prunableGroups';
import type { Dataset } from '../data/dataset';
import { InputError } from '../errors';
import type { Network } from '../network/network';
import type { LoggedRecipe } from '../recipe/common';
import { unsoundWeights } from '../train/finite';

/** What a run is about: known before it begins. */
export interface Scope {
  readonly network: Network;
  readonly dataset: Dataset;
  readonly recipe: LoggedRecipe;
  /** Bytes of memory that the run may take. */
  readonly budget: number;
  /** The groups that may be pruned, in topological order of their last readers. */
  readonly groups: readonly PrunableGroup[];
  /** Channels that each group keeps, by id; of methods that choose widths themselves, what to expect. */
  readonly counts: ReadonlyMap<string, number>;
  /** The groups that may lose channels: the others keep all anyway. */
  readonly pruned: readonly PrunableGroup[];
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
  const groups = prunableGroups(network, recipe.streams);
  if (groups.length === 0)
    throw new InputError(
      `network "${network.name}" has no layer whose input channels can be pruned`,
      'open one with a convolution that alone reads another layer; inspect says of every layer why it is kept',
    );
  const rates = new Map(Object.entries(recipe.layerRates));
  const unknown = [...rates.keys()].find((id) => !groups.some((group) => group.id === id));
  if (unknown !== undefined)
    throw new InputError(
      `layer "${unknown}" has a prune rate of its own but cannot be pruned`,
      `give rates to ${groups.map(({ id }) => id).join(', ')} only`,
    );
  const counts = new Map(groups.map(({ id, group }) => [id, groupKeeps(group, rates.get(id) ?? recipe.rate)]));
  const pruned = groups.filter(({ id, group }) => choosesWidths || (counts.get(id) ?? 0) < group.channels);
  return { network, dataset, recipe, budget, groups, counts, pruned };
}

function checkImages({ name, classes, train, test }: Dataset): void {
  if (classes.length < 2)
    throw new InputError(
      'the network has one output only: it tells no classes apart, so no channel helps it to',
      'open a network with an output for each of two classes or more',
    );
  for (const [part, purpose] of [
    [train, 'train on'],
    [test, 'test with'],
  ] as const)
    if (part.labels.length === 0)
      throw new InputError(
        `"${name}" has no images to ${purpose}`,
        'give at least two images: one of five is for tests',
      );
  const outside = [train, test].flatMap(({ labels }) => labels.find((label) => label >= classes.length) ?? []);
  if (outside.length > 0) throw new Error(`label ${outside[0]} of ${classes.length} classes`);
}

/** @throws InputError if a weight is NaN or infinite */
export async function checkWeights(network: Network): Promise<void> {
  const [first, ...more] = await unsoundWeights(network);
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  throw new InputError(
    `weight "${first}"${others} of network "${network.name}" holds numbers that are not finite (NaN or infinity)`,
    'save the network again from before its training failed',
  );
}
