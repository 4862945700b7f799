import { parseArgs } from 'node:util';
import { type BackendName, backendNames } from '../engine/backend/names';
import { type Compressing, type CompressionId, compressionIds } from '../engine/compress/ids';
import { InputError } from '../engine/errors';
import { type FormatName, formatNames } from '../engine/io/formatNames';
import {
  choosesWidths,
  methodIds,
  presets,
  type Recipe,
  type RecipeField,
  type RecipeValues,
  recipeFields,
  safeRecipeOf,
} from '../engine/methods/recipe';
import { chosen, numberOf, numberWithin, withNegatives } from './arguments';
import { byHandOf, handOptions } from './handArguments';
import { batchOption, targetOf, targetOptions } from './targetArguments';

/** The option of a field: `--batch-size` of batchSize. */
const flagOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Fields of the recipe by their options. */
const flags: ReadonlyMap<string, RecipeField> = new Map(
  [...recipeFields.values()].map((field) => [flagOf(field.name), field]),
);

const text = { type: 'string' } as const;

/** CIFAR-10's parts by the names that `--images` has for them. */
const imagesParts = { bundled: 'bundled', all: 'full' } as const;

type ImagesPart = (typeof imagesParts)[keyof typeof imagesParts];

export interface PruneArguments {
  model: string;
  data: string | undefined;
  /** Of CIFAR-10; all that there are if absent. */
  images: ImagesPart | undefined;
  out: string;
  /** The network's own if absent. */
  format: FormatName | undefined;
  /** Absent where a measurement is to decide. */
  backend: BackendName | undefined;
  json: boolean;
  /** Trains the pruned widths from scratch too. */
  scratch: boolean;
  /** Ways to store the pruned network in fewer bits. */
  compressing: Compressing;
  recipe: Recipe;
}

/** @throws if an option is unknown or missing, or its value is none of those that it may have */
export function readArguments(args: readonly string[]): PruneArguments {
  const { values } = parseArgs({
    args: withNegatives(args),
    options: {
      model: { ...text, default: 'vgg-small' },
      data: text,
      images: text,
      out: text,
      'layer-rates': text,
      format: text,
      preset: { ...text, default: 'balanced' },
      backend: text,
      json: { type: 'boolean', default: false },
      scratch: { type: 'boolean', default: false },
      compress: text,
      'compress-epochs': { ...text, default: '0' },
      method: text,
      ...targetOptions,
      ...handOptions,
      [batchOption]: text,
      ...Object.fromEntries([...flags.keys()].map((flag) => [flag, text])),
    },
  });
  const given = new Map(Object.entries(values));
  const { model, data, images, out, format, backend, json, scratch, keep, remove } = values;
  if (!out) throw new InputError('option.out');
  return {
    model,
    data,
    images: images === undefined ? undefined : chosen('images', images, imagesParts),
    out,
    format: format === undefined ? undefined : chosen('format', format, itself(formatNames)),
    backend: backend === undefined ? undefined : chosen('backend', backend, itself(backendNames)),
    json,
    scratch,
    compressing: {
      ids: compressionsOf(values.compress),
      epochs: numberWithin('compress-epochs', values['compress-epochs'], [0, 1000]),
    },
    recipe: recipeOf({ ...chosen('preset', values.preset, presets), byHand: byHandOf({ keep, remove }) }, given),
  };
}

/** Of a list like `int8,fp16`; `all` is every one. */
function compressionsOf(list = ''): CompressionId[] {
  if (list === 'all') return [...compressionIds];
  const names = list.split(',').filter((name) => name !== '');
  return [...new Set(names)].map((name) => chosen('compress', name, itself(compressionIds)));
}

/** A preset with the options given in the place of its own. */
function recipeOf(preset: RecipeValues, given: ReadonlyMap<string, unknown>): Recipe {
  const method = chosen('method', String(given.get('method') ?? methodIds[0]), itself(methodIds));
  const target = targetOf(given);
  if (target && choosesWidths(method)) throw new InputError('target.method', { method });
  const layerRates = layerRatesOf(given.get('layer-rates'));
  const values: Record<string, unknown> = { ...preset, method, target, ...(layerRates ? { layerRates } : {}) };
  for (const [flag, { name, control, methods }] of flags) {
    const value = given.get(flag);
    if (typeof value !== 'string') continue;
    if (methods && !methods.includes(method))
      throw new InputError('option.method', { option: flag, method, methods: methods.join(', ') });
    values[name] = control.kind === 'choice' ? value : numberOf(value);
  }
  const recipe = safeRecipeOf(values);
  if (recipe.success) return recipe.data;
  const [issue] = recipe.error.issues;
  const field = String(issue?.path.at(-1));
  const flag = flagOf(field);
  throw new InputError('option.value', { option: flag, value: String(given.get(flag)), message: issue?.message ?? '' });
}

/** Rates of single groups: `conv2=0.5,conv3=0`. @throws InputError if a part is no such */
function layerRatesOf(value: unknown): Record<string, number> | undefined {
  if (typeof value !== 'string') return undefined;
  return Object.fromEntries(
    value.split(',').map((part) => {
      const at = part.lastIndexOf('=');
      const rate = numberOf(part.slice(at + 1));
      if (at < 1 || !(rate >= 0 && rate < 1))
        throw new InputError('option.value', {
          option: 'layer-rates',
          value: part,
          message: 'write conv2=0.5,conv3=0',
        });
      return [part.slice(0, at), rate];
    }),
  );
}

const itself = <Name extends string>(names: readonly Name[]): Record<string, Name> =>
  Object.fromEntries(names.map((name) => [name, name]));
