import type { GroupPart } from '../../channels/channelGraph';
import type { PrunableGroup } from '../../channels/prunableGroups';
import type { Layer, Network } from '../../network/network';
import { outputShapes } from '../../network/shapes';

/** A number for each channel of a tensor, by which the layers that mix its channels read it multiplied. */
export interface Gate {
  /** The input layer that it is fed to. */
  readonly name: string;
  /** Of one image: [1, ..., c]. */
  readonly shape: readonly number[];
  /** The group's channel that each of the tensor's is. */
  readonly channels: readonly number[];
}

/** A network with gates before all that mixes the channels of some groups, and the gates of each; it shares the weights. */
export function gatedNetwork(network: Network, groups: readonly PrunableGroup[]): { gated: Network; gates: Gate[][] } {
  const shapes = outputShapes(network);
  const tensorsOf = groups.map(({ group }) => partsRead(network, group.consumers));
  const gates = tensorsOf.map((tensors) =>
    tensors.map(({ layer, channels }): Gate => {
      const shape = shapes.get(layer)!.slice(1);
      return {
        name: gateOf(layer),
        shape: shape.map((size, axis) => (axis === shape.length - 1 ? size : 1)),
        channels,
      };
    }),
  );
  const shapeOf = new Map(gates.flat().map(({ name, shape }) => [name, shape]));
  const mixing = new Set(groups.flatMap(({ group }) => group.consumers.map(({ layer }) => layer)));
  const layers = network.layers.flatMap((layer): Layer[] => {
    const reads = mixing.has(layer.name) ? { ...layer, inputs: layer.inputs.map(productOf) } : layer;
    const shape = shapeOf.get(gateOf(layer.name));
    return shape ? [reads, ...gateLayers(layer.name, shape)] : [reads];
  });
  return { gated: { ...network, layers }, gates };
}

/** The tensors that layers of a network read, each once. */
function partsRead({ layers }: Network, consumers: readonly GroupPart[]): GroupPart[] {
  const parts = consumers.flatMap(({ layer: name, channels }) => {
    const layer = layers.find((candidate) => candidate.name === name)?.inputs[0];
    return layer === undefined ? [] : [[layer, { layer, channels }] as const];
  });
  return [...new Map(parts).values()];
}

const gateOf = (tensor: string): string => `${tensor}/gate`;
const productOf = (tensor: string): string => `${tensor}/gated`;

const gateLayers = (tensor: string, shape: readonly number[]): Layer[] => [
  { name: gateOf(tensor), className: 'InputLayer', config: { batch_input_shape: [null, ...shape] }, inputs: [] },
  { name: productOf(tensor), className: 'Multiply', config: {}, inputs: [tensor, gateOf(tensor)] },
];
