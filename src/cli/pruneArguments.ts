import { parseArgs } from 'node:util';
import { type BackendName, backendNames } from '../engine/backend/names';
import { InputError } from '../engine/errors';
import { type FormatName, formatNames } from '../engine/io/formatNames';
import { presets, type Recipe, recipeSchema } from '../engine/recipe/recipe';
import { chosen, numberOf, withNegatives } from './arguments';

const numberFlags = {
  rate: 'rate',
  lambda: 'lambda',
  epsilon: 'epsilon',
  losses: 'losses',
  samples: 'samples',
  'channels-per-step': 'channelsPerStep',
  'auxiliary-epochs': 'auxiliaryEpochs',
  'fine-tuning-epochs': 'fineTuningEpochs',
  'fine-tuning-images': 'fineTuningImages',
  'batch-size': 'batchSize',
  'learning-rate': 'learningRate',
  seed: 'seed',
} as const satisfies Record<string, keyof Recipe>;

const nameFlags = ['method', 'score', 'schedule', 'streams'] as const satisfies ReadonlyArray<keyof Recipe>;

const text = { type: 'string' } as const;

export interface PruneArguments {
  model: string;
  data: string | undefined;
  out: string;
  /** The network's own if absent. */
  format: FormatName | undefined;
  backend: BackendName;
  json: boolean;
  recipe: Recipe;
}

/** @throws if an option is unknown or missing, or its value is none of those that it may have */
export function readArguments(args: readonly string[]): PruneArguments {
  const { values } = parseArgs({
    args: withNegatives(args),
    options: {
      model: { ...text, default: 'vgg-small' },
      data: text,
      out: text,
      format: text,
      preset: { ...text, default: 'balanced' },
      backend: { ...text, default: 'wasm' },
      json: { type: 'boolean', default: false },
      ...Object.fromEntries([...nameFlags, ...Object.keys(numberFlags)].map((flag) => [flag, text])),
    },
  });
  const given = new Map(Object.entries(values));
  const { model, data, out, format, json } = values;
  if (!out) throw new InputError('option.out');
  return {
    model,
    data,
    out,
    format: format === undefined ? undefined : chosen('format', format, itself(formatNames)),
    backend: chosen('backend', values.backend, itself(backendNames)),
    json,
    recipe: recipeOf(chosen('preset', values.preset, presets), given),
  };
}

/** A preset with the options given in the place of its own. */
function recipeOf(preset: Partial<Recipe>, given: ReadonlyMap<string, unknown>): Recipe {
  const options = new Map<string, string>([
    ...nameFlags.map((name) => [name, name] as const),
    ...Object.entries(numberFlags),
  ]);
  const fields: Record<string, unknown> = { ...preset };
  for (const [flag, field] of options) {
    const value = given.get(flag);
    if (typeof value === 'string') fields[field] = Object.hasOwn(numberFlags, flag) ? numberOf(value) : value;
  }
  const recipe = recipeSchema.safeParse(fields);
  if (recipe.success) return recipe.data;
  const [issue] = recipe.error.issues;
  const [flag = 'recipe'] = [...options].find(([, field]) => field === issue?.path[0]) ?? [];
  throw new InputError('option.value', { option: flag, value: String(given.get(flag)), message: issue?.message ?? '' });
}

const itself = <Name extends string>(names: readonly Name[]): Record<string, Name> =>
  Object.fromEntries(names.map((name) => [name, name]));
