import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { disposeNetwork, replaceWeight } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { SparseLayers } from './sparseLayers';

beforeAll(() => chooseBackend(['wasm']));

/** A kernel of two inputs and two filters, 1 by 2: one of its four is all zeros, one has one zero, two have none. */
const values = [0, 1, 2, 3, 0, 0, 4, 5];

test.each([
  { unit: 'kernel', units: 4, kept: 3, weights: 8, storedBytes: 4 * 8 + 1 },
  { unit: 'weight', units: 8, kept: 5, weights: 7, storedBytes: 4 * 7 + 1 },
] as const)(
  'by $unit, what is kept is stored with the zeros in it',
  async ({ unit, units, kept, weights, storedBytes }) => {
    const network = new NetworkBuilder([1, 2, 2])
      .append('a', 'Conv2D', { filters: 2, kernel_size: [1, 2] })
      .build('small', new Random(1));
    replaceWeight(network, 'a/kernel', tf.tensor(values, [1, 2, 2, 2]));
    const layers = new SparseLayers();
    expect(await layers.add(network, { layer: 'a', weight: 'kernel', unit, units })).toMatchObject({ units, kept });
    expect(layers.cost({ params: 10, bytes: 40, flops: 0 })).toMatchObject({ units, kept, weights, storedBytes });
    disposeNetwork(network);
  },
);
