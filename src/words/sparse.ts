/** Networks that keep their channels, but not all kernels or weights. */
import { tellGroup } from './names';
import { formatWhole } from './numbers';
import { fill } from './text';
import { translated } from './translated';

export const unitNames = translated('sparse.unitNames', { kernel: 'kernels', weight: 'weights' });

interface Kept {
  readonly unit: keyof typeof unitNames;
  readonly units: number;
  readonly kept: number;
}

export const sparseTexts = translated('sparse.sparseTexts', {
  layer: '{{layer}}: keeps {{kept}} of its {{units}} {{unit}}',
  network: '{{kept}} of {{units}} {{unit}} kept, {{weights}} weights not held at zero, {{storedBytes}} bytes as stored',
});

const tellKept = ({ unit, units, kept }: Kept) => ({
  unit: unitNames[unit],
  units: formatWhole(units),
  kept: formatWhole(kept),
});

export const tellSparseLayer = ({ layer, ...kept }: Kept & { readonly layer: string }): string =>
  fill(sparseTexts.layer, { layer: tellGroup(layer), ...tellKept(kept) });

/** What of a network is not held at zero, and its size as stored. */
export const tellSparse = (sparse: Kept & { readonly weights: number; readonly storedBytes: number }): string =>
  fill(sparseTexts.network, {
    ...tellKept(sparse),
    weights: formatWhole(sparse.weights),
    storedBytes: formatWhole(sparse.storedBytes),
  });
