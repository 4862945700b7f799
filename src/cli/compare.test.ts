import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Row } from '../comparison/row';
import type { Summary } from '../comparison/summary';
import { exists } from './exists';
import { loadNetwork } from './modelFiles';
import { tinyModel, wildModel } from './testing';

let model = '';

beforeAll(async () => {
  model = await tinyModel();
});

const compare = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile('npx', ['tsx', 'src/cli/compare.ts', '--model', model, ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

const few = ['--rates', '0.5', '--seeds', '1'];
const untrained = ['--', '--fine-tuning-epochs', '0'];
const divergent = ['--learning-rate', '10', '--fine-tuning-images', '640', '--fine-tuning-epochs', '1'];

test('one row a run, a table, a picture; a run that fails is told; the same command makes only what is missing', async () => {
  const out = join(model, '..', 'methods');
  const noImages = await mkdtemp(join(tmpdir(), 'espalier-'));
  const without = await compare('--methods', 'l2', ...few, '--out', out, ...untrained, '--data', noImages);
  expect(without.code).toBe(1);
  expect(without.stdout).toMatch(/tiny_l2_0\.5_1: exit code 2; .*log says why/);
  const failing = await compare('--methods', 'l1,none', ...few, '--out', out, ...untrained);
  expect(failing.code).toBe(1);
  expect(failing.stdout).toMatch(/tiny_none_0\.5_1: --method none is unknown; choose from dcp,/);
  expect(failing.stdout).toMatch(/\| tiny \| Weight sum \(L1\) \| 0\.5 \| 1 \|/);

  const report = join(out, 'tiny_l1_0.5_1', 'report.json');
  const { mtimeMs } = await stat(report);
  const second = await compare('--methods', 'l1,l2', ...few, '--out', out, ...untrained);
  expect(second.code).toBe(0);
  expect((await stat(report)).mtimeMs).toBe(mtimeMs);
  const read = (file: string) => readFile(join(out, file), 'utf8');
  const rows: Row[] = JSON.parse(await read('rows.json'));
  expect(rows.map(({ method, testImages, widths }) => [method, testImages, widths])).toEqual([
    ['l1', 1000, rows[0]?.widths],
    ['l2', 1000, rows[0]?.widths],
  ]);
  expect(rows.map(({ setup }) => setup?.epochs)).toEqual([0, 0]);
  expect((await read('rows.csv')).split('\r\n')).toHaveLength(4);
  expect(await read('tiny-bytes.svg')).toMatch(/^<svg /);
  expect(second.stdout).toContain((await read('table.md')).split('\n')[2]);
});

test('a folder whose run was made by other options or from other weights is left as it is, and said', async () => {
  const own = await tinyModel();
  const out = join(own, '..', 'otherwise');
  const one = ['--model', join(own, 'model.json'), '--methods', 'l1', ...few, '--out', out];
  expect((await compare(...one, ...untrained)).code).toBe(0);
  const report = join(out, 'tiny_l1_0.5_1', 'report.json');
  const { mtimeMs } = await stat(report);
  const expectLeft = async (...options: string[]) => {
    const { code, stdout } = await compare(...one, ...options);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /tiny_l1_0\.5_1: it is there already, by other options or from other files .*choose another --out/,
    );
    expect((await stat(report)).mtimeMs).toBe(mtimeMs);
  };
  await expectLeft(...untrained, '--learning-rate', '0.5');
  const weights = join(own, 'weights.bin');
  await writeFile(weights, (await readFile(weights)).fill(0));
  await expectLeft(...untrained);
});

test('a run whose training diverges is a row that says so, at the first call and at the next', async () => {
  const wild = await wildModel();
  const diverging = [
    '--model',
    wild,
    '--methods',
    'l1',
    ...few,
    '--out',
    join(wild, '..', 'diverging'),
    '--',
    ...divergent,
  ];
  for (const call of ['first', 'next']) {
    const { code, stdout } = await compare(...diverging);
    expect({ call, code }).toEqual({ call, code: 0 });
    expect(stdout).toMatch(/\| 0\.5 \| 1, 1 ended early \|/);
  }
});

/** Begins a comparison, ends it when that has come, and waits until every process of it is gone. */
async function brokenOff(
  asked: readonly string[],
  hasCome: () => Promise<boolean>,
  kill: (pid: number) => void,
): Promise<void> {
  const { pid = 0 } = spawn(process.execPath, ['--import', 'tsx', 'src/cli/compare.ts', '--model', model, ...asked], {
    detached: true,
    stdio: 'ignore',
  });
  onTestFinished(() => {
    if (isThere(-pid)) process.kill(-pid, 'SIGKILL');
  });
  await expect.poll(hasCome, { timeout: 60_000, interval: 20 }).toBe(true);
  kill(pid);
  await expect.poll(() => isThere(-pid), { timeout: 10_000 }).toBe(false);
}

/** @param pid of a process, or less than 0 of a group with that leader */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('broken off by Ctrl-C, the same command makes what is missing', async () => {
  const out = join(model, '..', 'broken-off');
  const asked = ['--methods', 'l1,l2', ...few, '--out', out, ...untrained];
  const [first, second] = ['l1', 'l2'].map((method) => join(out, `tiny_${method}_0.5_1`)) as [string, string];
  await brokenOff(
    asked,
    () => exists(join(second, 'log')),
    (pid) => process.kill(-pid, 'SIGINT'),
  );
  expect(await exists(join(second, 'report.json'))).toBe(false);
  const { mtimeMs } = await stat(join(first, 'report.json'));

  expect((await compare(...asked)).code).toBe(0);
  expect((await stat(join(first, 'report.json'))).mtimeMs).toBe(mtimeMs);
  const summaries: Summary[] = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'));
  expect(summaries.map(({ method, seeds, hasEqualWidths }) => [method, seeds, hasEqualWidths])).toEqual([
    ['l1', 1, true],
    ['l2', 1, true],
  ]);
  for (const measure of [
    'selectedAccuracy',
    'accuracy',
    'gap',
    'params',
    'flops',
    'bytes',
    'milliseconds',
    'seconds',
  ] as const)
    expect(summaries[0]?.[measure].mean, measure).toEqual(expect.any(Number));
});

test('told to end, it ends the run under way', async () => {
  const out = join(model, '..', 'told-to-end');
  const log = () => readFile(join(out, 'tiny_l1_0.5_1', 'log'), 'utf8').catch(() => '');
  await brokenOff(
    ['--methods', 'l1', ...few, '--out', out, '--', '--fine-tuning-epochs', '1000'],
    async () => /epoch 2/.test(await log()),
    (pid) => process.kill(pid, 'SIGTERM'),
  );
});

test('an ablation has a row an arm, of the channels that the runs may prune', async () => {
  const out = join(model, '..', 'blocks');
  const pruned = [...untrained, '--streams', 'convolutions'];
  const blocks = await compare('--ablate', 'block', '--methods', 'l1', ...few, '--out', out, ...pruned);
  expect(blocks.code).toBe(0);
  expect(blocks.stdout).toMatch(/\| tiny \| Weight sum \(L1\) \| 0\.5, conv2 alone \|/);
});

test('beside another checkout a run is made by the same options', async () => {
  const out = join(model, '..', 'beside');
  const { code, stdout } = await compare('--methods', 'l1', ...few, '--out', out, '--beside', '.', ...untrained);
  expect(code).toBe(0);
  expect(stdout).toMatch(/tiny_l1_0\.5_1: error gap .* here, .* there; seconds here over there \d/);
  const [here, there] = await Promise.all(
    ['', '_beside'].map((suffix) => readFile(join(out, `tiny_l1_0.5_1${suffix}`, 'command.json'), 'utf8')),
  );
  expect(there).toBe(here);
  expect(JSON.parse(there!).options).toEqual(expect.arrayContaining(['--images', '--fine-tuning-epochs']));
});

test.each(['tfjs', 'keras', 'h5'])(
  'a network as %s that a run also wrote in fewer bits is opened again by the folder',
  async (format) => {
    const out = join(model, '..', `fewer-bits-${format}`);
    const asked = ['--methods', 'l1', ...few, '--out', out, ...untrained, '--compress', 'int8', '--format', format];
    expect((await compare(...asked)).code).toBe(0);
    const folder = join(out, 'tiny_l1_0.5_1');
    const weightsOf = async (path: string) =>
      [...(await loadNetwork(path)).weights.values()].map((weight) => [...weight.dataSync()]);
    expect(await weightsOf(folder)).not.toEqual(await weightsOf(join(folder, 'int8')));
  },
);

test('options behind -- that would overrule what the rows say are refused before any run', async () => {
  const out = join(model, '..', 'overruled');
  const { code, stderr } = await compare('--methods', 'l1', ...few, '--out', out, '--', '--seed', '7');
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/--seed behind -- would overrule/) });
  expect(await exists(out)).toBe(false);
});

test('a rate that is none, networks named in two ways, an ablation that there is not', async () => {
  expect(await compare('--rates', '1.5')).toMatchObject({ code: 2, stderr: expect.stringMatching(/rates/) });
  expect(await compare('--models', 'vgg-small')).toMatchObject({ code: 2, stderr: expect.stringMatching(/exclude/) });
  expect(await compare('--ablate', 'toString')).toMatchObject({ code: 2, stderr: expect.stringMatching(/lambda/) });
});
