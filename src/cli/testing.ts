import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { NetworkBuilder } from '../engine/network/networkBuilder';
import { Random } from '../engine/random';
import { saveNetwork } from './modelFiles';

/** A new folder, `tiny`, that holds a network which is pruned in no time. */
export async function tinyModel(): Promise<string> {
  await tf.setBackend('cpu');
  const folder = join(await mkdtemp(join(tmpdir(), 'espalier-')), 'tiny');
  const network = new NetworkBuilder([32, 32, 3])
    .append('shrink', 'AveragePooling2D', { pool_size: [8, 8] })
    .convBatchNormRelu(1, 4)
    .convBatchNormRelu(2, 4)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 10 })
    .build('tiny', new Random(3));
  await saveNetwork(network, folder);
  return folder;
}
