import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../exists';
import type { PruneArguments } from '../pruneArguments';
import { checkMadeBy, commandOf, type Named, noteCommand } from './madeBy';
import type { PlannedRun } from './plan';
import { tsx } from './scripts';

/** A network as it is after some epochs from fresh weights, which all runs of that seed share. */
export interface Pretraining {
  readonly folder: string;
  /** Of `pretrain.ts`, but for where it writes: from which network it is, on which images, for how long, by which seed. */
  readonly options: readonly string[];
  /** What these options say of the network and the images. */
  readonly named: Named;
}

/** That a run begins with, by its options; undefined where it begins with the network as it came. */
export function pretrainingOf(
  { network, seed, pretrainingEpochs }: PlannedRun,
  out: string,
  { model, data, images, recipe }: PruneArguments,
): Pretraining | undefined {
  if (pretrainingEpochs === undefined) return undefined;
  const ofCifar10 = images === undefined ? [] : ['--images', images === 'full' ? 'all' : images];
  return {
    named: { model, data },
    folder: join(out, `${network}_${pretrainingEpochs}-epochs_${seed}`),
    options: [
      ...['--epochs', String(pretrainingEpochs), '--', '--model', model],
      ...(data === undefined ? ofCifar10 : ['--data', data]),
      ...['--mirror', recipe.mirror, '--seed', String(seed)],
    ],
  };
}

const underWay = new Map<string, Promise<void>>();

/**
 * Trains it unless it is there, once if two runs ask for it at the same time. What is broken off leaves another folder, and
 * begins anew.
 *
 * @throws Error naming the log if it could not be trained, and the folder if that has one of other options or files
 */
export function pretrain(pretraining: Pretraining): Promise<void> {
  const { folder } = pretraining;
  const training = underWay.get(folder) ?? trained(pretraining).finally(() => underWay.delete(folder));
  underWay.set(folder, training);
  return training;
}

async function trained({ folder, options, named }: Pretraining): Promise<void> {
  const command = await commandOf(options, named);
  if (await exists(folder)) return checkMadeBy(command, folder);
  const unfinished = `${folder}.unfinished`;
  await mkdir(unfinished, { recursive: true });
  await tsx(['src/cli/comparison/pretrain.ts', ...options, '--out', unfinished], process.cwd(), unfinished);
  await noteCommand(command, unfinished);
  await rename(unfinished, folder);
}
