import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Setup, setupOf } from '../../comparison/setup';
import { recipeSchema } from '../../engine/methods/recipe';
import type { Report } from '../../engine/run/events';
import { exists } from '../exists';
import type { PlannedRun } from './plan';

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
export async function setupIn(run: PlannedRun, { out, suffix }: Workshop, { preset }: Report): Promise<Setup> {
  const file = join(out, `${run.folder}${suffix}`, 'recipe.json');
  return setupOf(recipeSchema.parse(JSON.parse(await readFile(file, 'utf8'))), preset);
}

/** A run's report, which is made unless its folder has one. @throws Error naming the log if it could not be made */
export async function reportOf(run: PlannedRun, { out, checkout, suffix, flags }: Workshop): Promise<Report> {
  const folder = join(out, `${run.folder}${suffix}`);
  const file = join(folder, 'report.json');
  if (!(await exists(file))) {
    await mkdir(folder, { recursive: true });
    const model = run.pretrainingEpochs === undefined ? run.model : await pretrained(run, run.pretrainingEpochs, out);
    await tsx(['src/cli/prune.ts', '--model', model, ...run.flags, '--out', folder, ...flags], checkout, folder);
  }
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

/** The folder of the network as it is after some epochs from fresh weights, which all runs of that seed share. */
async function pretrained({ model, network, seed }: PlannedRun, epochs: number, out: string): Promise<string> {
  const folder = join(out, `${network}_${epochs}-epochs_${seed}`);
  if (await exists(join(folder, 'weights.bin'))) return folder;
  await mkdir(folder, { recursive: true });
  const options = ['--model', model, '--epochs', String(epochs), '--seed', String(seed), '--out', folder];
  await tsx(['src/cli/comparison/pretrain.ts', ...options], process.cwd(), folder);
  return folder;
}

/** Runs a script to its end, what it says in the folder's log. @throws Error if its exit code is not 0 */
async function tsx(command: readonly string[], checkout: string, folder: string): Promise<void> {
  const log = await open(join(folder, 'log'), 'w');
  try {
    const code = await new Promise<number | null>((done, fail) =>
      spawn('npx', ['tsx', ...command], { cwd: checkout, stdio: ['ignore', log.fd, log.fd] })
        .on('close', done)
        .on('error', fail),
    );
    if (code !== 0) throw new Error(`exit code ${code}; ${join(folder, 'log')} says why`);
  } finally {
    await log.close();
  }
}
