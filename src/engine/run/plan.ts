import { type PrunableGroup, prunableGroups } from '../channels/prunableGroups';
import type { Dataset } from '../data/dataset';
import { InputError } from '../errors';
import { groupKeeps, type Stage, stagesOf } from '../methods/dcp/stages';
import type { Network } from '../network/network';
import type { Recipe } from '../recipe/recipe';
import { unsoundWeights } from '../train/finite';

/** What a run will do. */
export interface Plan {
  readonly prunable: readonly PrunableGroup[];
  readonly stages: readonly Stage[];
  /** Input channels that each prunable layer keeps; of DCP-Adapt, which stops by itself, what to expect. */
  readonly keeps: ReadonlyMap<string, number>;
  /** Whether channels of the layer are selected: it does not keep them all anyway. */
  selects(layer: PrunableGroup): boolean;
  /** False if every layer keeps all its channels: then the result is the network as it came, and nothing is trained. */
  readonly trains: boolean;
}

/** @throws InputError if the network, the images or the recipe leave nothing to prune or nothing to prune by */
export function planRun(network: Network, dataset: Dataset, recipe: Recipe): Plan {
  checkImages(dataset);
  const prunable = prunableGroups(network, recipe.streams);
  if (prunable.length === 0)
    throw new InputError(
      `network "${network.name}" has no layer whose input channels can be pruned`,
      'open one with a convolution that alone reads another layer; inspect says of every layer why it is kept',
    );
  const rates = new Map(Object.entries(recipe.layerRates));
  const unknown = [...rates.keys()].find((name) => !prunable.some(({ id }) => id === name));
  if (unknown !== undefined)
    throw new InputError(
      `layer "${unknown}" has a prune rate of its own but cannot be pruned`,
      `give rates to ${prunable.map(({ id }) => id).join(', ')} only`,
    );
  const keeps = new Map(prunable.map(({ id, group }) => [id, groupKeeps(group, rates.get(id) ?? recipe.rate)]));
  const selects = ({ id, group }: PrunableGroup) =>
    recipe.method === 'dcp-adapt' || (keeps.get(id) ?? group.channels) < group.channels;
  return {
    prunable,
    keeps,
    selects,
    stages: stagesOf(network, prunable, recipe.losses),
    trains: prunable.some(selects),
  };
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
