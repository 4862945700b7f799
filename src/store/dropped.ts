import { InputError, naming } from '../engine/errors';
import type { Recipe } from '../engine/methods/recipe';
import { newRunId } from '../runs/log';
import { readLog } from '../runs/logFile';
import type { NamedBlob } from '../worker/sources';
import { namedBlob, recipeIn, runSuffix } from './files';
import type { Shelved } from './kept/shelf';
import { loggedRun, type Run } from './run';

/** What was dropped: a recipe, a run, of which the log alone may be there, or files for the worker to open. */
export type Dropped =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'run'; readonly run: Run; readonly shelved?: Shelved }
  | { readonly kind: 'files'; readonly files: readonly NamedBlob[] };

/** @throws InputError if it is a recipe or a run that cannot be taken */
export async function readDropped(files: readonly File[]): Promise<Dropped> {
  const [only] = files.length === 1 ? files : [];
  const recipe = only && (await recipeIn(only));
  if (recipe) return { kind: 'recipe', recipe };
  if (only?.name.toLowerCase().endsWith(runSuffix)) {
    const { readRun } = await import('./kept/runFile');
    return { kind: 'run', ...(await readRun(only)) };
  }
  const run = only && (await runIn(only));
  if (run) return { kind: 'run', run };
  return { kind: 'files', files: files.map(namedBlob) };
}

/** A run on ResNet-50 tells some fifty million bytes. */
const logBytes = 2 ** 28;

async function runIn(file: File): Promise<Run | undefined> {
  if (!/\.jsonl$/i.test(file.name)) return undefined;
  return naming(file.name, async () => {
    if (file.size > logBytes) throw new InputError('log.size', { bytes: file.size, most: logBytes });
    return loggedRun(readLog(await file.text(), newRunId()));
  });
}
