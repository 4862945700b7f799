import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCifar10 } from './dataFiles';

const checkout = process.cwd();
const bundled = resolve('public/datasets/cifar10');

beforeEach(async () => {
  process.chdir(await mkdtemp(join(tmpdir(), 'espalier-')));
  await cp(bundled, 'public/datasets/cifar10', { recursive: true });
});
afterEach(() => process.chdir(checkout));

/** Five batches in the place of the real ones, each the bundled training images. */
async function bringFull(): Promise<void> {
  const folder = 'public/datasets/cifar10-full';
  await mkdir(folder);
  for (let batch = 1; batch <= 5; batch++)
    await cp(join(bundled, 'train.png'), join(folder, `data_batch_${batch}.png`));
  await cp(join(bundled, 'test.png'), join(folder, 'test_batch.png'));
  const labels = JSON.parse(await readFile(join(bundled, 'train_labels.json'), 'utf8'));
  await writeFile(join(folder, 'train_labels.json'), JSON.stringify(Array(5).fill(labels).flat()));
  await cp(join(bundled, 'test_labels.json'), join(folder, 'test_labels.json'));
}

test('without all images the bundled ones are taken, and all that are asked for are missed by name', async () => {
  const { name, train } = await loadCifar10();
  expect([name, train.labels.length]).toEqual(['cifar10-bundled', 5000]);
  await expect(loadCifar10('full')).rejects.toThrow(/all 60,000 images of CIFAR-10 are not here.*npm run data/);
});

test('where they are, every batch is taken, unless the bundled ones are asked for', async () => {
  await bringFull();
  for (const part of ['full', undefined] as const) {
    const { name, train, test } = await loadCifar10(part);
    expect([name, train.labels.length, test.labels.length]).toEqual(['cifar10-full', 25_000, 1000]);
  }
  expect((await loadCifar10('bundled')).name).toBe('cifar10-bundled');
});
