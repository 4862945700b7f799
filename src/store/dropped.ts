import { InputError, naming } from '../engine/errors';
import type { Recipe } from '../engine/methods/recipe';
import { newRunId } from '../runs/log';
import { readLog } from '../runs/logFile';
import type { NamedBlob } from '../worker/sources';
import { namedBlob, recipeIn, runSuffix } from './files';
import type { Shelved } from './kept/shelf';
import { loggedRun, type Run } from './run';

/** What was dropped: a recipe, runs, or files for the worker to open. */
export type Dropped =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'runs'; readonly taken: readonly TakenRun[]; readonly failures: readonly unknown[] }
  | { readonly kind: 'files'; readonly files: readonly NamedBlob[] };

/** A run that was dropped; `shelved` is all of it where more than its log came. */
export interface TakenRun {
  readonly run: Run;
  readonly shelved?: Shelved;
}

/** @throws InputError if it is a recipe that cannot be taken, or runs of which none can */
export async function readDropped(files: readonly File[]): Promise<Dropped> {
  const [only] = files.length === 1 ? files : [];
  const recipe = only && (await recipeIn(only));
  if (recipe) return { kind: 'recipe', recipe };
  if (files.every(({ name }) => isRunFile(name) || isLog(name))) return takeRuns(files);
  return { kind: 'files', files: files.map(namedBlob) };
}

const isRunFile = (name: string): boolean => name.toLowerCase().endsWith(runSuffix);
const isLog = (name: string): boolean => /\.jsonl$/i.test(name);

async function takeRuns(files: readonly File[]): Promise<Dropped> {
  const taken: TakenRun[] = [];
  const failures: unknown[] = [];
  for (const file of files) {
    try {
      taken.push(await (isRunFile(file.name) ? exported(file) : logged(file)));
    } catch (error) {
      failures.push(error);
    }
  }
  if (taken.length === 0) throw failures[0];
  return { kind: 'runs', taken, failures };
}

async function exported(file: File): Promise<TakenRun> {
  const { readRun } = await import('./kept/runFile');
  return readRun(file);
}

/** A run on ResNet-50 tells some fifty million bytes. */
const logBytes = 2 ** 28;

const logged = (file: File): Promise<TakenRun> =>
  naming(file.name, async () => {
    if (file.size > logBytes) throw new InputError('log.size', { bytes: file.size, most: logBytes });
    return { run: loggedRun(readLog(await file.text(), newRunId())) };
  });
