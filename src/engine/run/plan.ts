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
  if (prunable.length === 0) throw new InputError('run.nothing-to-prune', { network: network.name });
  const rates = new Map(Object.entries(recipe.layerRates));
  const unknown = [...rates.keys()].find((name) => !prunable.some(({ id }) => id === name));
  if (unknown !== undefined)
    throw new InputError('recipe.layer', { layer: unknown, layers: prunable.map(({ id }) => id).join(', ') });
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
