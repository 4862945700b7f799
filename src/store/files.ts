import { InputError } from '../engine/errors';
import { type Recipe, readRecipe } from '../engine/methods/recipe';
import type { NamedBlob } from '../worker/sources';

/** A dropped file and its path within the folder that was dropped. */
export function namedBlob(file: File): NamedBlob {
  const path: unknown = 'path' in file ? file.path : file.webkitRelativePath;
  const name = typeof path === 'string' && path !== '' ? path.replace(/^\.?\//, '') : file.name;
  return { name, blob: file };
}

/** Milliseconds in which a browser has begun to read what it is handed; Safari asks first. */
const readingTime = 60_000;

/** Hands a file to the person, as browsers do. */
export function save(name: string, ...parts: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(parts));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), readingTime);
}

/** What the names of exported runs end with. */
export const runSuffix = '.espalier';

const recipeBytes = 100_000;

/**
 * The recipe in a dropped file, if that is what it is.
 *
 * @throws InputError if it is a recipe that asks for what cannot be
 */
export async function recipeIn(file: File): Promise<Recipe | undefined> {
  if (!/\.json$/i.test(file.name) || file.size > recipeBytes) return undefined;
  const value = parsed(await file.text());
  if (typeof value !== 'object' || value === null || !('method' in value) || !('rate' in value)) return undefined;
  const { data, error } = readRecipe({ ...value });
  if (data) return data;
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new InputError('recipe.field', { field, message: issue?.message ?? '' }).within(file.name);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
