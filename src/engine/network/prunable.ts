import { type ChannelGroup, channelGroups, type GroupPart } from './groups';
import { conv2dSchema } from './layers/conv2d';
import type { Layer, Network } from './network';

/** A group whose channels are selected, and the convolutions that select them. */
export interface PrunableLayer {
  /** The member's name, or of a coupled group the group's. */
  readonly layer: string;
  readonly group: ChannelGroup;
  readonly members: readonly GroupPart[];
}

/** Which groups may be pruned: only channels between two layers (the paper), or coupled ones too. */
export type Coupling = 'locked' | 'pruned';

type Graph = Pick<Network, 'layers' | 'output' | 'otherOutputs'>;

/** The prunable layers in topological order of their last members. */
export function prunableLayers(network: Graph, coupling: Coupling = 'locked'): PrunableLayer[] {
  const order = new Map(network.layers.map(({ name }, index) => [name, index]));
  const last = ({ members }: PrunableLayer) => order.get(members.at(-1)?.layer ?? '') ?? 0;
  return channelGroups(network)
    .filter((group) => reasonKept(network, group, coupling) === undefined)
    .map((group): PrunableLayer => {
      const members = membersOf(network, group);
      const [only] = members;
      return { layer: members.length === 1 && only ? only.layer : `${group.name} (coupled)`, group, members };
    })
    .sort((a, b) => last(a) - last(b));
}

/** Why a group keeps all its channels; undefined if it is pruned. */
export function reasonKept(network: Graph, group: ChannelGroup, coupling: Coupling = 'locked'): string | undefined {
  if (group.locked !== undefined) return group.locked;
  const members = membersOf(network, group);
  if (members.length === 0) {
    const [reader] = group.consumers;
    return reader
      ? `read by "${reader.layer}" (${classOf(network, reader.layer)}): DCP selects the input channels of plain 2-D convolutions`
      : 'read by no layer';
  }
  if (coupling === 'pruned') return undefined;
  if (group.sums.length > 0) return `a residual stream, added up by "${group.sums[0]}"`;
  const others = group.consumers.filter(
    ({ layer }) => !(group.gates.length > 0 && classOf(network, layer) === 'Dense'),
  );
  return others.length > 1
    ? `read by ${others.length} layers: ${others.map(({ layer }) => layer).join(', ')}`
    : undefined;
}

/** Sets of a group's channels, one of each of which must stay: what the layers that make them need to be layers still. */
export function keptSets({ producers }: ChannelGroup): Array<readonly number[]> {
  return [...new Map(producers.map(({ channels }) => [channels.join(), channels])).values()];
}

function membersOf(network: Graph, group: ChannelGroup): GroupPart[] {
  return group.consumers.filter(({ layer }) => {
    const found = network.layers.find(({ name }) => name === layer);
    return found !== undefined && isPlainConvolution(found);
  });
}

const classOf = (network: Graph, name: string): string | undefined =>
  network.layers.find((layer) => layer.name === name)?.className;

/** A 2-D convolution without groups or dilation. */
export function isPlainConvolution({ className, config }: Layer): boolean {
  if (className !== 'Conv2D' && className !== 'Convolution2D') return false;
  const { groups, dilation_rate } = conv2dSchema.parse(config);
  return groups === 1 && dilation_rate.every((rate) => rate === 1);
}
