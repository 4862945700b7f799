import { kindOf } from './layers';
import { channelsOf } from './layers/kind';
import type { Network } from './network';
import { outputShapes } from './shapes';

/** Channels that must be lost together: the same channel of every tensor that they flow through. */
export interface ChannelGroup {
  /** The layer that makes the channels; it names the group. */
  readonly name: string;
  readonly channels: number;
  /** Layers whose filters and biases make the channels. */
  readonly producers: readonly string[];
  /** Layers with one weight entry a channel (batch norms). */
  readonly followers: readonly string[];
  /** Layers that mix the channels, and how many consecutive units of their input one channel is (flatten). */
  readonly consumers: ReadonlyArray<{ readonly layer: string; readonly unitsPerChannel: number }>;
  /** Why the group must keep all its channels; absent if it may be pruned. */
  readonly locked?: string;
}

/** The channel groups of a network, in the order of their first producer. */
export function channelGroups(network: Pick<Network, 'layers' | 'output'>): ChannelGroup[] {
  const shapes = outputShapes(network);
  const spaces = new Map<string, Space>();
  const all: Space[] = [];
  for (const layer of network.layers) {
    const kind = kindOf(layer);
    const inputs = layer.inputs.map((name) => spaces.get(name)!);
    if (layer.inputs.length === 0 || kind.channelFlow === 'mix') {
      for (const space of inputs) {
        const units = channelsOf(shapes.get(layer.inputs[0] ?? '')!);
        space.consumers.push({ layer: layer.name, unitsPerChannel: units / space.channels });
      }
      const space: Space = {
        channels: channelsOf(shapes.get(layer.name)!),
        producers: [layer.name],
        followers: [],
        consumers: [],
        locks: layer.inputs.length === 0 ? ["the image's own channels"] : [],
      };
      all.push(space);
      spaces.set(layer.name, space);
    } else {
      const space = inputs.reduce((into, other) => merge(into, other, spaces, all));
      if (
        Object.keys(
          kind.weightShapes(
            layer.config,
            layer.inputs.map((name) => shapes.get(name)!),
          ),
        ).length > 0
      )
        space.followers.push(layer.name);
      spaces.set(layer.name, space);
    }
  }
  spaces.get(network.output)?.locks.push('the classes');
  return all.map(({ locks, ...space }) => {
    const reason = locks[0] ?? (space.consumers.length === 1 ? undefined : `read by ${space.consumers.length} layers`);
    return { name: space.producers[0] ?? '', ...space, ...(reason ? { locked: reason } : {}) };
  });
}

interface Space {
  channels: number;
  producers: string[];
  followers: string[];
  consumers: Array<{ layer: string; unitsPerChannel: number }>;
  locks: string[];
}

/** Makes one space of two whose tensors are added: a residual stream, which the paper leaves whole. */
function merge(into: Space, other: Space, spaces: Map<string, Space>, all: Space[]): Space {
  if (into === other) return into;
  into.producers.push(...other.producers);
  into.followers.push(...other.followers);
  into.consumers.push(...other.consumers);
  into.locks.push(...other.locks, 'a residual stream');
  for (const [layer, space] of spaces) if (space === other) spaces.set(layer, into);
  all.splice(all.indexOf(other), 1);
  return into;
}

/** A convolution whose input channels may be selected, with the group they form. */
export interface PrunableLayer {
  readonly layer: string;
  readonly group: ChannelGroup;
}

/** The prunable layers in topological order: convolutions that alone read a group that is not locked. */
export function prunableLayers(network: Pick<Network, 'layers' | 'output'>): PrunableLayer[] {
  const groups = channelGroups(network).filter(({ locked }) => locked === undefined);
  return network.layers.flatMap(({ name, className }) => {
    const group = groups.find(({ consumers }) => consumers[0]?.layer === name);
    return group && className === 'Conv2D' ? [{ layer: name, group }] : [];
  });
}
