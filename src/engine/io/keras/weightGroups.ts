/** Weights as Keras 3's saving keeps them: numbered arrays in a group of groups, layers counted by their class. */
import { recurrentParts } from '../../network/layers/foreign';
import { layerOf } from '../../network/network';
import { groupAt, type H5Group, textAttribute } from '../hdf5/tree';
import type { PathStep, Topology } from './topology';
import { type FindWeights, fitsInOrder, type NamedWeight } from './weights';

/** Names of the group of a model's layers; Keras 2.12 to 2.14 had the second. */
const containers = ['layers', '_layer_checkpoint_dependencies'] as const;

export const hasLayerGroups = (root: H5Group): boolean => containers.some((name) => root.groups.has(name));

export const findInArchive = (root: H5Group, topology: Topology): FindWeights => {
  return (layer, wanted) => {
    const group = (topology.places.get(layer) ?? []).reduce<H5Group | undefined>(childAt, root);
    if (!group) return { weights: [] };
    const { className } = layerOf(topology, layer);
    const kept = recurrentParts(className).flatMap((part) => numbered(groupAt(group, part)));
    return { weights: fitsInOrder(kept, wanted) ? kept : [], kept };
  };
};

/**
 * The group of a layer among those of its model. Keras 3 numbers the layers of a class 0, 1, 2, ..., and writes down
 * their names; Keras 2.13 counted each of them twice.
 */
function childAt(parent: H5Group | undefined, { name, kind, rank, count }: PathStep): H5Group | undefined {
  const container = containers.map((place) => parent?.groups.get(place)).find((group) => group !== undefined);
  if (!container) return undefined;
  const numberOf = (key: string) => (key === kind ? 0 : Number(key.slice(kind.length + 1)));
  const ofKind = [...container.groups]
    .filter(([key]) => key === kind || (key.startsWith(`${kind}_`) && /^\d+$/.test(key.slice(kind.length + 1))))
    .sort(([a], [b]) => numberOf(a) - numberOf(b));
  const named = ofKind.find(([, group]) => nameIn(group) === name);
  if (named) return named[1];
  if (ofKind.length === count) return ofKind[rank]?.[1];
  return container.groups.get(rank === 0 ? kind : `${kind}_${rank}`);
}

const nameIn = (group: H5Group): string | undefined => {
  const vars = group.groups.get('vars');
  return vars && textAttribute(vars, 'name');
};

/** The arrays "0", "1", ... of a group's "vars", in order. */
function numbered(group: H5Group | undefined): NamedWeight[] {
  const arrays = [...(group?.groups.get('vars')?.arrays ?? [])];
  return arrays.sort(([a], [b]) => Number(a) - Number(b)).map(([name, array]) => ({ ...array, name }));
}

/** Where Keras 3 looks for a layer's weights, e.g. "layers/functional/layers/conv2d_1". */
export const archivePath = (steps: readonly PathStep[]): string =>
  steps.map(({ kind, rank }) => `layers/${rank === 0 ? kind : `${kind}_${rank}`}`).join('/');
