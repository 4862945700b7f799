import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { LayerChain } from '../engine/network/build';
import { Random } from '../engine/random';
import { loadNetwork, saveNetwork } from './modelFiles';

const runCli = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile('npx', ['tsx', 'src/cli/prune.ts', ...args], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ code, stdout, stderr: stderr.replace(/^npm warn.*\n/gm, '') });
    });
  });

async function tinyModel(): Promise<string> {
  await tf.setBackend('cpu');
  const folder = await mkdtemp(join(tmpdir(), 'espalier-'));
  const network = new LayerChain([32, 32, 3])
    .append('shrink', 'AveragePooling2D', { pool_size: [8, 8] })
    .convBatchNormRelu(1, 4)
    .convBatchNormRelu(2, 4)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 10 })
    .build('tiny', new Random(3));
  await saveNetwork(network, folder);
  return folder;
}

test('a run writes the network, the recipe, the events and the report', async () => {
  const model = await tinyModel();
  const out = join(model, 'out');
  const { code, stdout } = await runCli(
    ...['--model', model, '--preset', 'quick', '--fine-tuning-images', '64', '--losses', '0', '--out', out, '--json'],
  );
  expect(code).toBe(0);
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.at(-1).type).toBe('finished');
  const read = async (file: string) => readFile(join(out, file), 'utf8');
  expect((await read('events.jsonl')).trim().split('\n')).toHaveLength(events.length);
  expect(JSON.parse(await read('recipe.json'))).toMatchObject({ method: 'dcp', samples: 256, losses: 0 });
  const report = JSON.parse(await read('report.json'));
  expect(Object.keys(report)).toEqual(['baseline', 'selected', 'pruned', 'layers', 'seconds', 'seed', 'backend']);
  expect(report.layers).toEqual([{ name: 'conv2', channels: 4, kept: [expect.any(Number), expect.any(Number)] }]);
  expect((await loadNetwork(out)).weights.get('conv2/kernel')!.shape).toEqual([3, 3, 2, 4]);
});

test.each([
  [
    ['--model', 'nowhere', '--out', 'x'],
    'nowhere: no such model; give a name under public/models, a folder or a model.json',
  ],
  [['--rate', '1', '--out', 'x'], 'rate: '],
  [['--rate', 'half', '--out', 'x'], 'rate: '],
  [['--method', 'magic', '--out', 'x'], 'method: '],
  [['--preset', 'slow', '--out', 'x'], '--preset slow: choose from quick, balanced, paper'],
  [['--backend', 'abacus', '--out', 'x'], '--backend abacus: choose from'],
  [[], '--out DIR is missing'],
  [['--colour', 'red'], "Unknown option '--colour'"],
])('%j ends with code 2 and one line', async (args, line) => {
  const { code, stdout, stderr } = await runCli(...args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((text) => !/backend|^=+$/i.test(text) || text.includes(line)),
  ).toHaveLength(1);
  expect(stderr).toContain(line);
});

test('weights cut short end with code 2', async () => {
  const model = await tinyModel();
  await writeFile(join(model, 'weights.bin'), new Uint8Array(40));
  const { code, stderr } = await runCli('--model', model, '--out', join(model, 'out'));
  expect(code).toBe(2);
  expect(stderr).toContain('weights.bin: 40 bytes, but model.json promises');
});
