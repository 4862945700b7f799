import { InputError } from '../engine/errors';
import {
  type PresetName,
  presetRecipe,
  presets,
  type Recipe,
  recipeFields,
  recipeOf,
  safeRecipeOf,
  valuesOf,
} from '../engine/methods/recipe';
import { commonFields } from '../engine/recipe/common';

/** The preset that the page begins with: a link says what is set otherwise. */
export const firstPreset: PresetName = 'quick';

/**
 * What of a recipe differs from the first preset, as `name:value` with commas between; undefined if nothing does. A value
 * within another has its path (`layerRates/conv2:0.3`), a list a dot before each entry, and nothing behind the colon means
 * that the field is empty. A name or word with one of these signs has it percent-encoded.
 */
export function linkOfRecipe(recipe: Recipe): string | undefined {
  const alike = valuesOf(recipeOf({ ...presets[firstPreset], method: recipe.method.id }));
  const first = new Map<string, unknown>(Object.entries({ ...alike, method: presetRecipe(firstPreset).method.id }));
  const own = new Map<string, unknown>(Object.entries(valuesOf(recipe)));
  const told = [...new Set([...first.keys(), ...own.keys()])]
    .filter((name) => JSON.stringify(first.get(name)) !== JSON.stringify(own.get(name)))
    .flatMap((name) => leavesOf([name], own.get(name)));
  return told.length === 0 ? undefined : told.join();
}

/** @throws InputError if a recipe cannot have what the text says */
export function recipeOfLink(text: string): Recipe {
  const own = valuesIn(text);
  const unknown = Object.keys(own).find(
    (name) => !(name in commonFields || name === 'method' || recipeFields.has(name)),
  );
  if (unknown !== undefined) throw new InputError('link.unknown', { field: unknown });
  const { data, error } = safeRecipeOf({ ...presets[firstPreset], ...own });
  if (data) return data;
  const [issue] = error.issues;
  throw new InputError('link.field', { field: issue?.path.join('.') ?? '', message: issue?.message ?? '' });
}

/** Values by name, or what the link says of a recipe. */
function valuesIn(text: string): Record<string, unknown> {
  const root: Branch = new Map();
  for (const part of text.split(',')) {
    const [path = '', value, ...rest] = part.split(':');
    if (path === '' || value === undefined || rest.length > 0) throw new InputError('link.damaged');
    graft(root, path.split('/').map(decoded), valueIn(value));
  }
  return plain(root);
}

/** Nothing of an empty list: it is what a list is without a word. */
function leavesOf(path: readonly string[], value: unknown): string[] {
  if (Array.isArray(value) && value.length === 0) return [];
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([name, inner]) => leavesOf([...path, name], inner));
  return [`${path.map(encodeURIComponent).join('/')}:${written(value)}`];
}

const written = (value: unknown): string =>
  Array.isArray(value) ? value.map((entry) => `.${entry}`).join('') : encodeURIComponent(String(value ?? ''));

function valueIn(text: string): unknown {
  if (text === '') return undefined;
  if (/^(\.\d+)+$/.test(text)) return text.slice(1).split('.').map(Number);
  const word = decoded(text);
  return Number.isFinite(Number(word)) ? Number(word) : word;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InputError('link.damaged');
  }
}

type Branch = Map<string, unknown>;

function graft(branch: Branch, [name = '', ...path]: readonly string[], value: unknown): void {
  if (path.length === 0) {
    branch.set(name, value);
    return;
  }
  const known = branch.get(name);
  const inner: Branch = known instanceof Map ? known : new Map();
  branch.set(name, inner);
  graft(inner, path, value);
}

const plain = (branch: Branch): Record<string, unknown> =>
  Object.fromEntries([...branch].map(([name, value]) => [name, value instanceof Map ? plain(value) : value]));
