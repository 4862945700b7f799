import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { NetworkBuilder } from '../engine/network/networkBuilder';
import { Random } from '../engine/random';
import { saveNetwork } from './modelFiles';

/** A new folder, `tiny`, that holds a network which is pruned in no time. */
export const tinyModel = (): Promise<string> =>
  saved('tiny', (network) => network.convBatchNormRelu(1, 4).convBatchNormRelu(2, 4));

/** One, `wild`, that holds a network which no batch norm keeps from diverging at a learning rate of 10. */
export const wildModel = (): Promise<string> =>
  saved('wild', (network) =>
    network
      .append('conv1', 'Conv2D', { filters: 4, kernel_size: [3, 3] })
      .append('conv2', 'Conv2D', { filters: 4, kernel_size: [1, 1] }),
  );

async function saved(name: string, withConvolutions: (network: NetworkBuilder) => NetworkBuilder): Promise<string> {
  await tf.setBackend('cpu');
  const folder = join(await mkdtemp(join(tmpdir(), 'espalier-')), name);
  const shrunk = new NetworkBuilder([32, 32, 3]).append('shrink', 'AveragePooling2D', { pool_size: [8, 8] });
  const network = withConvolutions(shrunk)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 10 })
    .build(name, new Random(3));
  await saveNetwork(network, folder);
  return folder;
}
