import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Row } from '../comparison/row';
import { tinyModel } from './testing';

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

test('one row a run, a table, a picture; a run that fails is told; the same command makes only what is missing', async () => {
  const out = join(model, '..', 'methods');
  const failing = await compare('--methods', 'l1,none', ...few, '--out', out, ...untrained);
  expect(failing.code).toBe(1);
  expect(failing.stdout).toMatch(/tiny_none_0\.5_1: exit code 2; .*log says why/);
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

test('an ablation has a row an arm', async () => {
  const out = join(model, '..', 'blocks');
  const blocks = await compare('--ablate', 'block', '--methods', 'l1', ...few, '--out', out, ...untrained);
  expect(blocks.code).toBe(0);
  expect(blocks.stdout).toMatch(/\| tiny \| Weight sum \(L1\) \| 0\.5, conv2 alone \|/);
});

test('a rate that is none, an ablation that there is not', async () => {
  expect(await compare('--rates', '1.5')).toMatchObject({ code: 2, stderr: expect.stringMatching(/rates/) });
  expect(await compare('--ablate', 'toString')).toMatchObject({ code: 2, stderr: expect.stringMatching(/lambda/) });
});
