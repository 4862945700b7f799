import type { PrunableGroup } from '../../channels/prunableGroups';
import { layersBetween } from '../../network/execute';
import { kindOf } from '../../network/layers';
import type { Layer, Network } from '../../network/network';
import { outputShapes } from '../../network/shapes';

/** One stage of Algorithm 1: the groups whose channels are selected with the loss at layer `lossAt`. */
export interface Stage {
  /** L_p; absent in the last stage, whose loss is the network's own. */
  readonly lossAt?: string;
  readonly groups: readonly PrunableGroup[];
}

/**
 * Algorithm 1: P losses about evenly over the depth of layers that mix channels, stage p prunes the groups whose last readers are in
 * (L_{p-1}, L_p]. There are fewer losses where the network has no more places for them.
 */
export function stagesOf(network: Network, groups: readonly PrunableGroup[], losses: number): Stage[] {
  const depths = depthsOf(network.layers);
  const depthOf = (layer: string) => depths.get(layer) ?? 0;
  const depth = Math.max(...depths.values());
  const places = crossings(network).filter((layer) => depthOf(layer.name) > 0 && depthOf(layer.name) < depth);
  const wanted = Array.from({ length: losses }, (_, index) => Math.round(((index + 1) * depth) / (losses + 1)));
  const heads = [...new Set(wanted.flatMap((end) => nearest(places, end, depthOf)?.name ?? []))];
  const ends = [...heads.map((lossAt) => ({ lossAt, end: depthOf(lossAt) })), { end: depth }];
  return ends.map((stage, index) => {
    const start = ends[index - 1]?.end ?? 0;
    const isWithin = ({ readers }: PrunableGroup) => {
      const last = depthOf(readers.at(-1)?.layer ?? '');
      return last > start && last <= stage.end;
    };
    return { ...('lossAt' in stage ? { lossAt: stage.lossAt } : {}), groups: groups.filter(isWithin) };
  });
}

/** How many layers that mix channels each layer stands behind, itself counted. */
function depthsOf(layers: readonly Layer[]): Map<string, number> {
  let depth = 0;
  return new Map(layers.map((layer) => [layer.name, kindOf(layer).mixes ? ++depth : depth]));
}

/** Layers of images that every path from the network's input to its output crosses. */
function crossings(network: Network): Layer[] {
  const leading = layersBetween(network, new Set(), [network.output]);
  const layers = network.layers.filter(({ name }) => leading.has(name));
  const shapes = outputShapes(network);
  let furthest = 0;
  return layers.filter(({ name, inputs }, at) => {
    const isCrossed = furthest <= at;
    const last = layers.findLastIndex((reader) => reader.inputs.includes(name));
    furthest = Math.max(furthest, last);
    return isCrossed && inputs.length > 0 && shapes.get(name)?.length === 4;
  });
}

/** The place whose depth is nearest: one that mixes channels if it is among them, else the last, where a block ends. */
function nearest(places: readonly Layer[], depth: number, depthOf: (layer: string) => number): Layer | undefined {
  const distance = ({ name }: Layer) => Math.abs(depthOf(name) - depth);
  const least = Math.min(...places.map(distance));
  const among = places.filter((place) => distance(place) === least);
  return among.find((layer) => kindOf(layer).mixes) ?? among.at(-1);
}
