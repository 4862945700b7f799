import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { kerasZip } from '../engine/io/formats/kerasZip';
import { NetworkBuilder } from '../engine/network/networkBuilder';
import { Random } from '../engine/random';
import { readLog } from '../runs/logFile';
import { tellCompression } from '../words/compressions';
import { loadNetwork, saveNetwork } from './modelFiles';
import { tinyModel, wildModel } from './testing';

const run = (script: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile('npx', ['tsx', `src/cli/${script}.ts`, ...args], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ code, stdout, stderr: stderr.replace(/^npm warn.*\n/gm, '') });
    });
  });

const runCli = (...args: string[]) => run('prune', ...args);

test('a run writes the network, the recipe, the events and the report', async () => {
  const model = await tinyModel();
  const out = join(model, 'out');
  const { code, stdout } = await runCli(
    ...['--model', model, '--preset', 'quick', '--fine-tuning-images', '64', '--losses', '0', '--out', out, '--json'],
  );
  expect(code).toBe(0);
  const events = [...readLog(stdout, 'none')];
  expect(events.at(-1)?.type).toBe('finished');
  const read = async (file: string) => readFile(join(out, file), 'utf8');
  expect([...readLog(await read('events.jsonl'), 'none')]).toEqual(events);
  expect(JSON.parse(await read('recipe.json'))).toMatchObject({ method: { id: 'dcp', samples: 512, losses: 0 } });
  const report = JSON.parse(await read('report.json'));
  expect(Object.keys(report).sort()).toEqual([
    'backend',
    'baseline',
    'dataset',
    'latency',
    'layers',
    'method',
    'network',
    'pruned',
    'seconds',
    'seed',
    'selected',
  ]);
  for (const { accuracy, low, high } of [report.baseline, report.selected, report.pruned]) {
    expect(low).toBeLessThanOrEqual(accuracy);
    expect(high).toBeGreaterThanOrEqual(accuracy);
  }
  expect(report.latency.map(({ images }: { images: number }) => images)).toEqual([1, 32]);
  const half = { channels: 4, kept: [expect.any(Number), expect.any(Number)] };
  expect(report.layers).toEqual([
    { name: 'conv2', ...half },
    { name: 'classes', ...half },
  ]);
  expect((await loadNetwork(out)).weights.get('conv2/kernel')!.shape).toEqual([3, 3, 2, 2]);
});

test.each([
  [['--model', 'nowhere', '--out', 'x'], 'nowhere: no such model; give a name under public/models, a file or a folder'],
  [['--rate', 'half', '--out', 'x'], '--rate half is not valid; give a number from 0 to below 1'],
  [['--seed', '-1', '--out', 'x'], '--seed -1 is not valid; give a whole number from 0 to 4294967295'],
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

test.each([
  [['--epochs', '1e9'], '--epochs 1e9 is not valid; give a whole number from 0 to 1000'],
  [['--model', '__proto__'], '--model __proto__ is unknown; choose from vgg-small'],
])('training by %j ends with code 2 and one line', async (args, line) => {
  const { code, stderr } = await run('train', ...args);
  expect([code, stderr.trim().split('\n')]).toEqual([2, [expect.stringContaining(line)]]);
});

test('a network with nothing to prune ends with code 2 and one sentence', async () => {
  await tf.setBackend('cpu');
  const folder = await mkdtemp(join(tmpdir(), 'espalier-'));
  const network = new NetworkBuilder([32, 32, 3])
    .append('conv', 'Conv2D', { filters: 10, kernel_size: [3, 3] })
    .append('gap', 'GlobalAveragePooling2D')
    .build('single', new Random(3));
  await saveNetwork(network, folder);
  const { code, stderr } = await runCli('--model', folder, '--out', join(folder, 'out'));
  expect(code).toBe(2);
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /^network "single" has no layer whose input channels can be pruned; open one with a convolution/,
  );
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('fine-tuning that diverges ends with code 2, a sentence, and its reason as data in the report', async () => {
  const model = await wildModel();
  const out = join(model, 'out');
  const { code, stderr } = await runCli(
    ...['--model', model, '--losses', '0', '--auxiliary-epochs', '0', '--samples', '64', '--lambda', '0'],
    ...['--learning-rate', '10', '--fine-tuning-images', '640', '--fine-tuning-epochs', '1', '--out', out],
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^fine-tuning, step \d+: the loss or a weight is no longer a finite number; lower the learning rate \(10\); the network is/m,
  );
  const { stopped } = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
  expect(stopped).toMatchObject({ code: 'diverged.fine-tuning', params: { learningRate: 10 } });
});

test('weights cut short end with code 2', async () => {
  const model = await tinyModel();
  await writeFile(join(model, 'weights.bin'), new Uint8Array(40));
  const { code, stderr } = await runCli('--model', model, '--out', join(model, 'out'));
  expect(code).toBe(2);
  expect(stderr).toContain('weights.bin: 40 bytes, but model.json promises');
});

test('a .keras file and a folder of images go in, .h5 and selection.json come out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-'));
  const network = new NetworkBuilder([8, 8, 3])
    .append('conv1', 'Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' })
    .append('conv2', 'Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 2, activation: 'softmax' })
    .build('mine', new Random(3));
  await writeFile(join(folder, 'mine.keras'), await kerasZip.write(network));
  for (const [name, colour] of [
    ['cold', 10],
    ['warm', 240],
  ] as const) {
    await mkdir(join(folder, 'images', name), { recursive: true });
    const png = encode({ width: 8, height: 8, channels: 3, depth: 8, data: new Uint8Array(192).fill(colour) });
    for (let index = 0; index < 10; index++) await writeFile(join(folder, 'images', name, `${index}.png`), png);
  }
  const out = join(folder, 'out');
  const { code, stderr } = await runCli(
    ...['--model', join(folder, 'mine.keras'), '--data', join(folder, 'images'), '--preset', 'quick'],
    ...['--losses', '0', '--format', 'h5', '--compress', 'int8,fp16', '--out', out],
  );
  expect(stderr).toContain('20 images');
  expect(code).toBe(0);
  const selection = JSON.parse(await readFile(join(out, 'selection.json'), 'utf8'));
  expect(selection.layers.conv2.input).toHaveLength(2);
  const pruned = await loadNetwork(join(out, 'mine-pruned.h5'));
  expect(pruned.weights.get('conv2/kernel')!.shape).toEqual([3, 3, 2, 2]);
  const { compressed } = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
  expect(compressed.map(({ id }: { id: string }) => id)).toEqual(['int8', 'fp16']);
  const kernel = await pruned.weights.get('conv2/kernel')!.data();
  for (const [folder, most] of [
    ['int8', 1 / 255],
    ['fp16', 2 ** -11],
  ] as const) {
    const stored = await (await loadNetwork(join(out, folder))).weights.get('conv2/kernel')!.data();
    const range = Math.max(...kernel, 0) - Math.min(...kernel, 0);
    for (const [index, value] of kernel.entries()) expect(Math.abs(stored[index]! - value)).toBeLessThan(most * range);
    expect(stderr).toContain(`${tellCompression(folder)}: accuracy`);
  }
});

test('inspect prints layers, groups, locks and sizes', async () => {
  const { code, stdout } = await run('inspect', await tinyModel(), '--json');
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ name: 'tiny', format: 'tfjs', params: 3 * 36 + 8 + 4 * 36 + 8 + 50 });
  expect(report.layers.find((layer: { name: string }) => layer.name === 'conv2')).toMatchObject({
    shape: [4, 4, 4],
    params: 144,
    flops: 16 * 144,
  });
  const costAt = (a: number, b: number) => 27 * a + 2 * a + 9 * a * b + 2 * b + 10 * b + 10;
  expect(report.keptAtHalf.params).toBeCloseTo(costAt(2, 2) / costAt(4, 4), 9);
  expect(report.prunable.params).toBeCloseTo(1 - costAt(1, 1) / costAt(4, 4), 9);
  expect(report.groups[0]).toMatchObject({ name: 'input', kept: { code: 'image' } });
  expect(report.groups[1]).toMatchObject({ name: 'conv1', channels: 4, prunedAs: 'conv2' });
  expect(report.streamsPruned).toEqual({
    ...{ keptAtHalf: report.keptAtHalf, prunable: report.prunable, touched: report.touched },
  });
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const text = (await run('inspect', await tinyModel())).stdout;
  expect(text).toContain(`At prune rate 0.5 ${percent(report.keptAtHalf.params)} of the parameters`);
  expect(text).toContain(`${percent(report.prunable.params)} and ${percent(report.prunable.flops)} lie in channels`);
  expect(text).not.toContain('--streams');
  const residual = (await run('inspect', 'public/models/resnet-20')).stdout;
  const [whole, streams] = [/At prune rate 0.5 (\S+)%/, /--streams pruned\) (\S+)%/].map((told) =>
    Number(told.exec(residual)?.[1]),
  );
  expect(streams).toBeLessThan(whole! - 10);
  expect((await run('inspect', 'nowhere')).code).toBe(2);
});
