import { channelGraph, type GroupPart } from '../../channels/channelGraph';
import type { PrunableGroup } from '../../channels/prunableGroups';
import { InputError } from '../../errors';
import type { Layer, Network } from '../../network/network';

/**
 * For each group the outputs of ReLUs that its channels stand in.
 *
 * @throws InputError if a channel stands in none: it has no zeros to count
 */
export function rectifiedParts(network: Network, groups: readonly PrunableGroup[]): GroupPart[][] {
  const { outputs } = channelGraph(network);
  const rectifiers = network.layers.filter(rectifies).map(({ name }) => ({ name, ...outputs.get(name)! }));
  const parts = groups.map(({ group }) =>
    rectifiers
      .filter((rectifier) => rectifier.group.name === group.name)
      .map(({ name, channels }): GroupPart => ({ layer: name, channels })),
  );
  const without = groups.filter(
    ({ group }, index) => new Set(parts[index]!.flatMap(({ channels }) => channels)).size < group.channels,
  );
  if (without.length > 0) throw new InputError('apoz.activations', { layers: without.map(({ id }) => id).join(', ') });
  return parts;
}

/** Whether a layer puts out zeros for all that is below a threshold. */
function rectifies({ className, config }: Layer): boolean {
  if (className === 'ReLU') return !config.negative_slope;
  if (className === 'Activation') return config.activation === 'relu' || config.activation === 'relu6';
  return className === 'ThresholdedReLU';
}
