import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { replaceWeight } from '../../engine/network/network';
import { NetworkBuilder } from '../../engine/network/networkBuilder';
import { Random } from '../../engine/random';
import { loadNetwork, saveNetwork } from '../modelFiles';

type Kind = 'sides' | 'ends';

/** 4 x 4 pixels with one bright edge: left or right, above or below. */
function edge(kind: Kind, isLast: boolean, brightness: number): Uint8Array {
  const data = new Uint8Array(48);
  for (let at = 0; at < data.length; at++) {
    const pixel = Math.floor(at / 3);
    const [row, column] = [Math.floor(pixel / 4), pixel % 4];
    if ((kind === 'sides' ? column : row) === (isLast ? 3 : 0)) data[at] = brightness;
  }
  return encode({ width: 4, height: 4, channels: 3, depth: 8, data });
}

/** A folder with `images` of two classes, 40 of each, and a `network` that tells them apart. */
async function edges(kind: Kind): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-'));
  for (const [name, isLast] of [
    ['first', false],
    ['last', true],
  ] as const) {
    await mkdir(join(folder, 'images', name), { recursive: true });
    for (let index = 0; index < 40; index++)
      await writeFile(join(folder, 'images', name, `${index}.png`), edge(kind, isLast, 200 + index));
  }
  await tf.setBackend('cpu');
  const network = new NetworkBuilder([4, 4, 3])
    .append('flat', 'Flatten')
    .append('classes', 'Dense', { units: 2 })
    .build(kind, new Random(1));
  const weights = Array.from({ length: 48 }, (_, at) => {
    const [row, column] = [Math.floor(at / 12), Math.floor(at / 3) % 4];
    return (kind === 'sides' ? column : row) < 2 ? [1, 0] : [0, 1];
  });
  replaceWeight(network, 'classes/kernel', tf.tensor2d(weights));
  await saveNetwork(network, join(folder, 'network'));
  return folder;
}

test.each([
  ['sides', 'auto', 'none'],
  ['ends', 'auto', 'half of the images'],
  ['ends', 'never', 'none'],
] as const)(
  'it learns from the images of --data; of %s with --mirror %s %s is mirrored',
  async (kind, mirror, told) => {
    const folder = await edges(kind);
    const out = join(folder, 'out');
    const options = ['--model', join(folder, 'network'), '--data', join(folder, 'images'), '--mirror', mirror];
    const { stdout } = await promisify(execFile)('npx', [
      ...['tsx', 'src/cli/comparison/pretrain.ts', '--epochs', '3', '--', ...options, '--seed', '1', '--out', out],
    ]);
    expect(stdout).toMatch(new RegExp(`^${kind} on .*, 80 images, ${told} mirrored\nstep 1 of 3: loss `));
    expect((await loadNetwork(out)).weights.get('classes/kernel')?.shape).toEqual([48, 2]);
  },
);
