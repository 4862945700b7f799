import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { cut } from '../../channels/surgery';
import { predict } from '../../network/execute';
import { disposeNetwork } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { Random } from '../../random';
import { unsettle } from '../../testing/networks';
import { expectClose, normals } from '../../testing/numbers';
import { formatNames } from '../formatNames';
import { networkFormats } from '.';
import { readNetwork } from './readNetwork';

await chooseBackend(['cpu']);

test.each(formatNames)('a convolution in groups that has lost channels comes back from a file: %s', async (format) => {
  const network = unsettle(
    new NetworkBuilder([6, 6, 3])
      .append('in', 'Conv2D', { filters: 6, kernel_size: [1, 1] })
      .append('grouped', 'Conv2D', { filters: 8, kernel_size: [3, 3], groups: 2 })
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 3 })
      .build('grouped', new Random(1)),
    2,
  );
  const small = cut(
    network,
    new Map([
      ['in', [0, 2, 3, 4]],
      ['grouped', [1, 2, 3, 4, 6, 7]],
    ]),
  );
  expect(small.weights.get('grouped/kernel')!.shape).toEqual([3, 3, 2, 6]);
  const bytes = await networkFormats[format].write(small);
  const { network: read } = await readNetwork([{ name: 'f', bytes }]);
  const images = tf.tensor4d(normals(new Random(3), 2 * 6 * 6 * 3), [2, 6, 6, 3]);
  expectClose(predict(read, images), predict(small, images), 1e-6);
  for (const owner of [network, small, read]) disposeNetwork(owner);
});
