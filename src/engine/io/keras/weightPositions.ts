/** How Keras keeps the weights of a model within a model in .h5: in one list, by position. */

import { isStatistic } from '../../network/network';
import { weightShapes } from '../../network/networkBuilder';
import type { Topology } from './topology';
import type { NamedWeight, StoredWeight } from './weights';

interface Place {
  readonly layer: string;
  readonly shape: readonly number[];
  readonly trains: boolean;
}

/**
 * The weights of the layers within one of the outermost layers, if the file's list of them is of the right length and
 * shapes: those that train first, layer by layer, then the others.
 */
export function byPosition(
  topology: Topology,
  outermost: string,
  kept: readonly NamedWeight[],
): ReadonlyMap<string, readonly StoredWeight[]> {
  const places = placesWithin(topology, outermost);
  const order = [...places.filter(({ trains }) => trains), ...places.filter(({ trains }) => !trains)];
  const fits =
    order.length === kept.length && order.every(({ shape }, index) => shape.join() === kept[index]!.shape.join());
  const found = new Map<string, StoredWeight[]>();
  if (!fits) return found;
  const given = new Map(order.map((place, index) => [place, kept[index]!]));
  for (const place of places) found.set(place.layer, [...(found.get(place.layer) ?? []), given.get(place)!]);
  return found;
}

/** All weights within, layers in the order of their model's list, which is Keras's. */
function placesWithin({ layers, places }: Topology, outermost: string): Place[] {
  const frozen = new Set(layers.filter(({ config }) => config.trainable === false).map(({ name }) => name));
  return [...weightShapes(layers)]
    .map(([key, shape]) => {
      const layer = key.slice(0, key.lastIndexOf('/'));
      return { layer, shape, trains: !isStatistic(key) && !frozen.has(layer) };
    })
    .filter(({ layer }) => places.get(layer)?.[0]?.name === outermost)
    .sort((a, b) => compare(positionsOf(a.layer), positionsOf(b.layer)));

  function positionsOf(layer: string): number[] {
    return places.get(layer)!.map(({ position }) => position);
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((position, index) => position !== b[index]);
  return at < 0 ? 0 : a[at]! - (b[at] ?? -1);
}
