import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Setup, setupOf } from '../../comparison/setup';
import { recipeSchema } from '../../engine/methods/recipe';
import type { Report } from '../../engine/run/events';
import { exists } from '../exists';
import { modelPath } from '../modelFiles';
import { readArguments } from '../pruneArguments';
import { checkMadeBy, commandOf, type Named, noteCommand } from './madeBy';
import type { PlannedRun } from './plan';
import { pretrain, pretrainingOf } from './pretrained';
import { tsx } from './scripts';

/** Where runs are made, and what they have in common. */
export interface Workshop {
  /** That gets a folder a run. */
  readonly out: string;
  /** A checkout of Espalier. */
  readonly checkout: string;
  /** Put behind the folder's name. */
  readonly suffix: string;
  /** Options of `npm run prune`. */
  readonly flags: readonly string[];
}

/** How a run that has been made was made. */
export async function setupIn(run: PlannedRun, { out, suffix }: Workshop, { dataset, preset }: Report): Promise<Setup> {
  const file = join(out, `${run.folder}${suffix}`, 'recipe.json');
  return setupOf(recipeSchema.parse(JSON.parse(await readFile(file, 'utf8'))), dataset, preset);
}

/**
 * A run's report, which is made unless its folder has one. Of a run whose last training diverged it says so.
 *
 * @throws Error naming the log if it could not be made, and the folder if that has one of other options or files
 */
export async function reportOf(run: PlannedRun, { out, checkout, suffix, flags }: Workshop): Promise<Report> {
  const folder = join(out, `${run.folder}${suffix}`);
  const file = join(folder, 'report.json');
  const asked = ['--model', run.model, ...run.flags, ...flags];
  const options = readArguments([...asked, '--out', folder]);
  const pretraining = pretrainingOf(run, out, options);
  const command = await commandOf([...(pretraining?.options ?? []), ...asked], options);
  if (await exists(file)) await checkMadeBy(command, folder);
  else {
    if (pretraining) await pretrain(pretraining);
    await mkdir(folder, { recursive: true });
    await noteCommand(command, folder);
    const named = await fromAnywhere({ ...options, ...(pretraining && { model: pretraining.folder }) });
    await tsx(['src/cli/prune.ts', ...asked, ...named, '--out', folder], checkout, folder).catch(
      async (failure: unknown) => {
        if (!(await exists(file))) throw failure;
      },
    );
  }
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

/** Options that name the same files from any checkout, in the place of what went before. */
export const fromAnywhere = async ({ model, data }: Named): Promise<string[]> => [
  ...['--model', resolve(await modelPath(model))],
  ...(data === undefined ? [] : ['--data', resolve(data)]),
];
