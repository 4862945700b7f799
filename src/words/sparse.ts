/** Networks that keep their channels, but not all kernels or weights. */
import { tellGroup } from './names';

export const unitNames = { kernel: 'kernels', weight: 'weights' } as const;

interface Kept {
  readonly unit: keyof typeof unitNames;
  readonly units: number;
  readonly kept: number;
}

const whole = new Intl.NumberFormat('en');

export const tellSparseLayer = ({ layer, unit, units, kept }: Kept & { readonly layer: string }): string =>
  `${tellGroup(layer)}: keeps ${whole.format(kept)} of its ${whole.format(units)} ${unitNames[unit]}`;

/** What of a network is not held at zero, and its size as stored. */
export const tellSparse = (sparse: Kept & { readonly weights: number; readonly storedBytes: number }): string =>
  `${whole.format(sparse.kept)} of ${whole.format(sparse.units)} ${unitNames[sparse.unit]} kept, ${whole.format(sparse.weights)} weights not held at zero, ${whole.format(sparse.storedBytes)} bytes as stored`;
