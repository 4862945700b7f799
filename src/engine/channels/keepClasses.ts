import { InputError } from '../errors';
import { logitsNetwork } from '../network/logits';
import type { Network } from '../network/network';
import { channelGraph } from './channelGraph';
import { cut } from './surgery';

/**
 * A network that tells only some of its classes apart: the outputs of the others are gone. The caller owns it; `network`
 * is unchanged.
 *
 * @param classes outputs, ascending
 * @throws InputError if these are fewer than two, or the outputs are not channels of their own
 */
export function keepClasses(network: Network, classes: readonly number[]): Network {
  if (classes.length < 2) throw new InputError('classes.few');
  const scores = logitsNetwork(network);
  const { group, channels } = channelGraph(scores).outputs.get(scores.output)!;
  const areOwn = group.channels === channels.length && channels.every((channel, output) => channel === output);
  if (group.locked?.code !== 'classes' || group.blocks.length > 1 || !areOwn)
    throw new InputError('classes.fixed', { network: network.name });
  return cut(network, new Map([[group.name, classes]]));
}
