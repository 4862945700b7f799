import { type PrunableGroup, prunableGroups } from '../channels/prunableGroups';
import { InputError } from '../errors';
import type { Network } from '../network/network';

/** A group of channels that may be pruned, by its id. @throws InputError if the network has none of it */
export function groupNamed(network: Network, id: string): PrunableGroup {
  const found = prunableGroups(network, 'pruned').find((group) => group.id === id);
  if (!found) throw new InputError('inspect.group', { layer: id, network: network.name });
  return found;
}
