import type { Reason } from '../../words/reasons';
import { layersBetween } from '../network/execute';
import type { Network } from '../network/network';
import { type ChannelGroup, channelGroups, type GroupPart } from './channelGraph';

/** A group whose channels are selected, and the layers that mix them, by which they are. */
export interface PrunableGroup {
  /** Of a group that one layer reads, its name; of others `stream:` and the group's name. */
  readonly id: string;
  readonly group: ChannelGroup;
  readonly readers: readonly GroupPart[];
  /** What a person has decided on its channels. */
  readonly byHand?: HandChoices;
}

/** Channels of a group that stay, and those that go, whatever a method says. */
export interface HandChoices {
  readonly keep: readonly number[];
  readonly remove: readonly number[];
}

/**
 * Which groups may be pruned: channels between two layers, coupled ones too, or as in the paper only those between a layer
 * and a 2-D convolution.
 */
export type Streams = 'locked' | 'pruned' | 'convolutions';

type Graph = Pick<Network, 'layers' | 'output' | 'otherOutputs'>;

/** The prunable layers in topological order of their last readers. */
export function prunableGroups(network: Graph, streams: Streams = 'locked'): PrunableGroup[] {
  const order = new Map(network.layers.map(({ name }, index) => [name, index]));
  const last = ({ readers }: PrunableGroup) => order.get(readers.at(-1)?.layer ?? '') ?? 0;
  return channelGroups(network)
    .filter((group) => reasonKept(network, group, streams) === undefined)
    .map((group): PrunableGroup => {
      const readers = readersOf(network, group);
      const [only] = readers;
      return { id: readers.length === 1 && only ? only.layer : `stream:${group.name}`, group, readers };
    })
    .sort((a, b) => last(a) - last(b));
}

const isConvolution = (className: string): boolean => className === 'Conv2D' || className === 'Convolution2D';

/** Why a group keeps all its channels; undefined if it is pruned. */
export function reasonKept(network: Graph, group: ChannelGroup, streams: Streams = 'locked'): Reason | undefined {
  if (group.locked !== undefined) return group.locked;
  const readers = readersOf(network, group);
  if (readers.length === 0) return { code: 'unread' };
  const leading = layersBetween(network, new Set(), [network.output]);
  const aside = readers.find(({ layer }) => !leading.has(layer));
  if (aside) return { code: 'aside', layer: aside.layer };
  if (streams === 'pruned') return undefined;
  const [sum] = group.sums;
  if (sum !== undefined) return { code: 'stream', layer: sum };
  if (readers.length > 1)
    return { code: 'readers', count: readers.length, layers: readers.map(({ layer }) => layer).join(', ') };
  const other = network.layers.find(({ name, className }) => name === readers[0]?.layer && !isConvolution(className));
  if (streams === 'convolutions' && other) return { code: 'unselected', layer: other.name, className: other.className };
  return undefined;
}

/** Sets of a group's channels, one of each of which must stay: what the layers that make them need to be layers still. */
export function keptSets({ producers }: ChannelGroup): Array<readonly number[]> {
  return [...new Map(producers.map(({ channels }) => [channels.join(), channels])).values()];
}

/** The layers that mix a group's channels, in topological order; not those that make a gate of them. */
function readersOf({ layers }: Graph, { consumers, gates }: ChannelGroup): GroupPart[] {
  const gating = layersBetween({ layers }, new Set(), gates);
  return layers
    .filter(({ name, className }) => !(className === 'Dense' && gating.has(name)))
    .flatMap(({ name }) => consumers.filter(({ layer }) => layer === name));
}
