import * as tf from '@tensorflow/tfjs';
import { messageOf } from '../../engine/errors';
import { openDropped } from '../../engine/intake/openDropped';
import type { DroppedFile } from '../../engine/io/containers/files';
import { startsAsJson } from '../../engine/io/containers/json';
import type { ReadHdf5 } from '../../engine/io/hdf5/tree';
import { costOf } from '../../engine/network/cost';
import { predict } from '../../engine/network/execute';
import { disposeNetwork, type Network } from '../../engine/network/network';
import { outputShapes } from '../../engine/network/shapes';
import type { Random } from '../../engine/random';
import { decodeImage } from '../../engine/testing/loadImages';
import { mutateBytes, mutateJson } from './mutations';
import type { Seed } from './seeds';

/** How opening ended: with a drop, an error that says what to do, one that does not, too late, or with tensors left. */
export type Outcome = 'opened' | 'refused' | 'unclear' | 'late' | 'leak';

export interface Attempt {
  readonly outcome: Outcome;
  readonly milliseconds: number;
  readonly message: string;
}

/** Longest time that opening a broken file may take. */
const longest = 5000;

/** A drop with one file of a seed changed. */
export async function brokenDrop({ files, pack }: Seed, random: Random): Promise<DroppedFile[]> {
  const at = random.integer(files.length);
  const changed = files.map((file, index) => (index === at ? mutated(file, random) : file));
  return pack ? pack(changed) : changed;
}

function mutated({ name, bytes }: DroppedFile, random: Random): DroppedFile {
  if (bytes.length === 0) return { name, bytes };
  const isJson = startsAsJson(bytes) && random.uniform() < 0.8;
  return { name, bytes: isJson ? mutateJson(bytes, random) : mutateBytes(bytes, random) };
}

/** Opens a drop, and loads its images for a small network. */
export async function attempt(files: readonly DroppedFile[], readHdf5: ReadHdf5): Promise<Attempt> {
  const before = tf.memory().numTensors;
  const start = performance.now();
  const { outcome, message } = await open(files, readHdf5);
  const milliseconds = performance.now() - start;
  const isLeak = tf.memory().numTensors !== before;
  return { outcome: isLeak ? 'leak' : milliseconds > longest ? 'late' : outcome, milliseconds, message };
}

/** Multiply-adds that are too many to try a network with. */
const costly = 1e7;

/** Runs a network on an image of zeros, and frees it. */
function use(network: Network): void {
  try {
    if (costOf(network).flops > costly) return;
    const [, ...shape] = outputShapes(network).get(network.input)!;
    tf.tidy(() => {
      predict(network, tf.zeros([1, ...shape]));
    });
  } finally {
    disposeNetwork(network);
  }
}

async function open(
  files: readonly DroppedFile[],
  readHdf5: ReadHdf5,
): Promise<{ outcome: 'opened' | 'refused' | 'unclear'; message: string }> {
  try {
    const { network, images } = await openDropped(files, decodeImage, readHdf5);
    if (network) use(network.network);
    await images?.load([4, 4, 3]);
    return { outcome: 'opened', message: '' };
  } catch (error) {
    const isClear = error instanceof Error && error.name === 'InputError';
    const message = `${messageOf(error)}${isClear || !(error instanceof Error) ? '' : `\n${error.stack}`}`;
    return { outcome: isClear ? 'refused' : 'unclear', message };
  }
}
