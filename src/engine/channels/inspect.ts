import type { Reason } from '../../words/reasons';
import { kindOf } from '../network/layers';
import { isStatistic, type Network, weightKeys } from '../network/network';
import { inputShapes, outputShapes } from '../network/shapes';
import { channelGraph } from './channelGraph';
import { prunableGroups, reasonKept } from './prunableGroups';

export interface LayerReport {
  readonly name: string;
  readonly className: string;
  /** Of the output, without the batch axis. */
  readonly shape: readonly number[];
  readonly params: number;
  readonly flops: number;
  /** The group that its output channels belong to. */
  readonly group: string;
}

export interface GroupReport {
  readonly name: string;
  readonly channels: number;
  readonly producers: readonly string[];
  readonly consumers: readonly string[];
  /** The prunable layer that selects among them, or why they all stay. */
  readonly prunedAs?: string;
  readonly kept?: Reason;
}

/** All that Espalier knows of a network's layers and of the channels between them. */
export function inspectNetwork(network: Network): { layers: LayerReport[]; groups: GroupReport[] } {
  const shapes = outputShapes(network);
  const { groups, outputs } = channelGraph(network);
  const prunable = new Map(prunableGroups(network).map(({ id, group }) => [group.name, id]));
  const layers = network.layers.map((layer): LayerReport => {
    const [input] = inputShapes(layer.inputs, shapes);
    const shape = shapes.get(layer.name)!;
    return {
      name: layer.name,
      className: layer.className,
      shape: shape.slice(1),
      params: weightKeys(network, layer.name)
        .filter((key) => !isStatistic(key))
        .reduce((sum, key) => sum + network.weights.get(key)!.size, 0),
      flops: input ? kindOf(layer).flops(layer.config, input, shape) : 0,
      group: outputs.get(layer.name)!.group.name,
    };
  });
  const reports = groups.map((group): GroupReport => {
    const prunedAs = prunable.get(group.name);
    const kept = reasonKept(network, group);
    return {
      name: group.name,
      channels: group.channels,
      producers: group.producers.map(({ layer }) => layer),
      consumers: group.consumers.map(({ layer }) => layer),
      ...(prunedAs === undefined ? {} : { prunedAs }),
      ...(kept === undefined ? {} : { kept }),
    };
  });
  return { layers, groups: reports };
}
