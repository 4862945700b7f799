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
import { exists } from '../exists';
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

/** A folder with `images` of two classes, 40 of each, and a `network` that tells them apart, of pixels times a factor. */
async function edges(kind: Kind, scale = 1): Promise<string> {
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
    .append('scale', 'Rescaling', { scale, offset: 0 })
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

/** Trains the network of a folder for three epochs. */
const pretrained = (folder: string, out: string, ...options: string[]) =>
  promisify(execFile)('npx', [
    ...['tsx', 'src/cli/comparison/pretrain.ts', '--epochs', '3', '--', '--model', join(folder, 'network')],
    ...['--data', join(folder, 'images'), ...options, '--seed', '1', '--out', out],
  ]);

test.each([
  ['sides', 'auto', 'none'],
  ['ends', 'auto', 'half of the images'],
  ['ends', 'never', 'none'],
] as const)(
  'it learns from the images of --data; of %s with --mirror %s %s is mirrored',
  async (kind, mirror, told) => {
    const folder = await edges(kind);
    const out = join(folder, 'out');
    const { stdout } = await pretrained(folder, out, '--mirror', mirror);
    expect(stdout).toMatch(new RegExp(`^${kind} on .*, 80 images, ${told} mirrored\nstep 1 of 3: loss `));
    expect((await loadNetwork(out)).weights.get('classes/kernel')?.shape).toEqual([48, 2]);
  },
);

test('a training that diverges leaves no network, and says so', async () => {
  const folder = await edges('sides', 1e30);
  const out = join(folder, 'out');
  await expect(pretrained(folder, out)).rejects.toThrow(/training from fresh weights, step \d: .*; compare a network/);
  expect(await exists(out)).toBe(false);
});
