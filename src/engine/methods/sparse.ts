import { InputError } from '../errors';
import { convolutionsOf } from '../layerwise/convolution';
import type { ConvolutionForm } from '../network/layers/convolutionForm';
import { keptCount } from '../recipe/keptCount';
import { ownEntry } from '../recipe/ownEntry';
import type { Scope } from '../run/scope';

/** A layer that loses kernels or weights, but no channel. */
export interface SparseReader {
  /** Of the group that it reads. */
  readonly group: string;
  readonly layer: string;
  readonly convolution: ConvolutionForm;
  /** Share of its kernels or weights that are to go. */
  readonly rate: number;
}

/**
 * The layers that read the groups to be pruned: they lose the share that the group would lose of its channels.
 *
 * @throws InputError if the recipe's target is not its rates, or channels are decided by hand
 */
export function sparseReaders({ network, prunedGroups, recipe }: Scope): SparseReader[] {
  if (recipe.target.kind !== 'rate') throw new InputError('target.sparse', { method: recipe.method.id });
  if (prunedGroups.some(({ byHand }) => byHand))
    throw new InputError('recipe.by-hand-method', { method: recipe.method.id });
  const convolutionOf = convolutionsOf(network);
  return prunedGroups.flatMap(({ id, readers }) =>
    readers.map(({ layer }) => ({
      ...{ group: id, layer, convolution: convolutionOf(layer) },
      rate: ownEntry(recipe.layerRates, id) ?? recipe.rate,
    })),
  );
}

/** How many of so many kernels or weights a layer keeps. */
export const keptOf = ({ rate }: SparseReader, units: number): number => keptCount(units, rate);
