import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tinyModel } from '../testing';
import { checkMadeBy, commandOf, noteCommand } from './madeBy';

/** What a change does to the command of runs on a network. */
async function changedBy(change: (model: string) => Promise<void>): Promise<boolean> {
  const model = await tinyModel();
  const named = { model, data: undefined };
  const before = await commandOf([], named);
  await change(model);
  return (await commandOf([], named)) !== before;
}

test('weights that change behind a name make another command, what lies beside them does not', async () => {
  const weightsOf = (model: string) => join(model, 'weights.bin');
  const zeroed = async (model: string) => writeFile(weightsOf(model), (await readFile(weightsOf(model))).fill(0));
  expect(await changedBy(zeroed)).toBe(true);
  expect(await changedBy((model) => writeFile(join(model, 'rows.csv'), 'network'))).toBe(false);
});

test('images of --data make another command where a byte or a name is another, not where they lie elsewhere', async () => {
  const model = await tinyModel();
  const of = async (name: string, contents: string) => {
    const data = await mkdtemp(join(tmpdir(), 'espalier-'));
    await writeFile(join(data, name), contents);
    return commandOf([], { model, data });
  };
  const one = await of('image.png', 'one');
  expect(await of('image.png', 'one')).toBe(one);
  expect(await of('image.png', 'two')).not.toBe(one);
  expect(await of('other.png', 'one')).not.toBe(one);
});

test('a folder is taken for what it was made by, and refused for any other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-'));
  await expect(checkMadeBy('a', folder)).rejects.toThrow(/unknown ones/);
  await noteCommand('a', folder);
  await checkMadeBy('a', folder);
  await expect(checkMadeBy('b', folder)).rejects.toThrow(/by other options .*choose another --out or delete/);
});
