import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Setup, setupOf } from '../../comparison/setup';
import { recipeSchema } from '../../engine/methods/recipe';
import type { Report } from '../../engine/run/events';
import { exists } from '../exists';
import { readArguments } from '../pruneArguments';
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

/**
 * A run's report, which is made unless its folder has one. Of a run whose last training diverged it says so.
 *
 * @throws Error naming the log if it could not be made, and the folder if that has one of other options
 */
export async function reportOf(run: PlannedRun, { out, checkout, suffix, flags }: Workshop): Promise<Report> {
  const folder = join(out, `${run.folder}${suffix}`);
  const file = join(folder, 'report.json');
  const commandFile = join(folder, 'command.json');
  const model = run.pretrainingEpochs === undefined ? run.model : pretrainedFolder(run, run.pretrainingEpochs, out);
  const options = ['--model', model, ...run.flags, ...flags];
  const command = JSON.stringify(options);
  if (await exists(file)) {
    const made = await readFile(commandFile, 'utf8').catch(() => 'unknown ones');
    if (made !== command)
      throw new Error(`it is there already, by other options (${made}): choose another --out or delete ${folder}`);
  } else {
    await mkdir(folder, { recursive: true });
    if (run.pretrainingEpochs !== undefined)
      await pretrain(run, run.pretrainingEpochs, model, [...run.flags, ...flags]);
    await writeFile(commandFile, command);
    await tsx(['src/cli/prune.ts', ...options, '--out', folder], checkout, folder).catch(async (failure: unknown) => {
      if (!(await exists(file))) throw failure;
    });
  }
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

/** Of the network as it is after some epochs from fresh weights, which all runs of that seed share. */
const pretrainedFolder = ({ network, seed }: PlannedRun, epochs: number, out: string): string =>
  join(out, `${network}_${epochs}-epochs_${seed}`);

/** Trains it unless it is there. What is broken off leaves another folder, and begins anew. */
async function pretrain(
  { model, seed }: PlannedRun,
  epochs: number,
  folder: string,
  flags: readonly string[],
): Promise<void> {
  if (await exists(folder)) return;
  const unfinished = `${folder}.unfinished`;
  await mkdir(unfinished, { recursive: true });
  const { images = 'full' } = readArguments(['--out', unfinished, ...flags]);
  const options = ['--model', model, '--images', images, '--epochs', String(epochs), '--seed', String(seed)];
  await tsx(['src/cli/comparison/pretrain.ts', ...options, '--out', unfinished], process.cwd(), unfinished);
  await rename(unfinished, folder);
}

/** Runs a script to its end, what it says in the folder's log. @throws Error if its exit code is not 0 */
async function tsx(command: readonly string[], checkout: string, folder: string): Promise<void> {
  const log = await open(join(folder, 'log'), 'w');
  try {
    const end = await new Promise<string>((done, fail) =>
      spawn('npx', ['tsx', ...command], { cwd: checkout, stdio: ['ignore', log.fd, log.fd] })
        .on('close', (code, signal) => done(signal ? `ended by ${signal}` : `exit code ${code}`))
        .on('error', fail),
    );
    if (end !== 'exit code 0') throw new Error(`${end}; ${join(folder, 'log')} says why`);
  } finally {
    await log.close();
  }
}
