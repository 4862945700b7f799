import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from '../pruneArguments';
import { tinyModel } from '../testing';
import { ablations } from './ablations';
import { commandOf } from './madeBy';
import { plannedRuns } from './plan';
import { type Pretraining, pretrain, pretrainingOf } from './pretrained';

/** What the first run of an ablation of pre-training begins with. */
function firstOf(model: string, out: string, flags: readonly string[]): Pretraining {
  const armsOf = () => ablations.pretrained!([], 0.5);
  const [run] = plannedRuns({ models: [model], methods: ['l1'], rates: [0.5], seeds: 1, armsOf });
  return pretrainingOf(run!, out, readArguments(['--model', model, ...run!.flags, ...flags, '--out', out]))!;
}

test('it is trained on the images that the run has, from the network that it names', () => {
  expect(firstOf('a/net', 'out', ['--images', 'all'])).toEqual({
    folder: 'out/net_1-epochs_1',
    named: { model: 'a/net', data: undefined },
    options: ['--epochs', '1', '--', '--model', 'a/net', '--images', 'all', '--mirror', 'auto', '--seed', '1'],
  });
  const own = firstOf('a/net', 'out', ['--images', 'bundled', '--data', 'mine', '--mirror', 'never']);
  expect(own.options.slice(5)).toEqual(['--data', 'mine', '--mirror', 'never', '--seed', '1']);
});

test('one that is there is taken if it was made so, and left as it is and said if from another network, on other images or nobody knows how', async () => {
  const [model, other, out] = [await tinyModel(), await tinyModel(), await mkdtemp(join(tmpdir(), 'espalier-'))];
  const made = firstOf(model, out, ['--images', 'bundled']);
  await mkdir(made.folder);
  await expect(pretrain(made)).rejects.toThrow(/unknown ones/);
  const command = join(made.folder, 'command.json');
  await writeFile(command, await commandOf(made.options, made.named));
  const { mtimeMs } = await stat(command);
  await pretrain(made);
  for (const differing of [firstOf(other, out, ['--images', 'bundled']), firstOf(model, out, ['--images', 'all'])]) {
    expect(differing.folder).toBe(made.folder);
    await expect(pretrain(differing)).rejects.toThrow(/by other options .*tiny.*choose another --out or delete/);
  }
  expect((await stat(command)).mtimeMs).toBe(mtimeMs);
});
