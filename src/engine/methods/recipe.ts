import { z } from 'zod';
import { refuseChoice } from '../../words/refusals';
import { commonSchema, groupIdOf } from '../recipe/common';
import { type Control, controlOf } from '../recipe/fields';
import { saidInFull } from '../recipe/versions';
import { methods } from '.';

const [first, ...others] = methods;

/** A method's id with the options that are its own. */
const methodSchema = z.discriminatedUnion('id', [first.options, ...others.map(({ options }) => options)], {
  error: () => refuseChoice(methods.map(({ id }) => id)),
});

/** Everything a run depends on besides the network and the images. */
export const recipeSchema = commonSchema.extend({ method: methodSchema.prefault({ id: first.id }) });

export type Recipe = z.output<typeof recipeSchema>;

export type MethodId = Recipe['method']['id'];

export const methodIds: readonly MethodId[] = methods.map(({ id }) => id);

type Without<Union, Key extends string> = Union extends unknown ? Omit<Union, Key> : never;
type AllOf<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** Values of fields by their names alone, as flags, presets and addresses have them. */
export type RecipeValues = Partial<Omit<Recipe, 'method'>> &
  Partial<AllOf<Without<Recipe['method'], 'id'>>> & { readonly method?: MethodId };

/** What `recipeSchema` reads, of values by name; those that the method has no field for are left out. */
const nested = ({ method, ...values }: Readonly<Record<string, unknown>>) => ({
  ...values,
  method: { ...values, id: method ?? first.id },
});

/** A recipe with some values, standard ones elsewhere. @throws ZodError if one is none that its field may have */
export const recipeOf = (values: RecipeValues): Recipe => recipeSchema.parse(nested(values));

/** The same of values that nobody has checked. */
export const safeRecipeOf = (values: Readonly<Record<string, unknown>>) => recipeSchema.safeParse(nested(values));

/**
 * A recipe as a file has it, of any version, joined streams perhaps by their names in words. One of version 1 has all
 * values side by side, the method's name among them.
 */
export function readRecipe(data: Readonly<Record<string, unknown>>) {
  const recipe = { ...saidInFull(data), layerRates: withGroupIds(data.layerRates) };
  return typeof data.method === 'string' ? safeRecipeOf(recipe) : recipeSchema.safeParse(recipe);
}

const withGroupIds = (rates: unknown): unknown =>
  typeof rates === 'object' && rates !== null
    ? Object.fromEntries(Object.entries(rates).map(([name, rate]) => [groupIdOf(name), rate]))
    : rates;

/** All values of a recipe by name. */
export function valuesOf({ method: { id, ...options }, ...common }: Recipe): RecipeValues {
  return { ...common, ...options, method: id };
}

/** A field of recipes, and the methods that have it; absent if all do. */
export interface RecipeField {
  readonly name: string;
  readonly control: Control;
  readonly methods?: readonly MethodId[];
}

/** All fields that are single numbers or choices, by name: those of all methods, then those of some. */
export const recipeFields: ReadonlyMap<string, RecipeField> = tableOfFields();

/** Those that a method has. */
export const fieldsOf = (id: MethodId): RecipeField[] =>
  [...recipeFields.values()].filter(({ methods: having = methodIds }) => having.includes(id));

/** Whether a method finds out itself how many channels a group keeps. */
export const choosesWidths = (id: string): boolean =>
  methods.some((method) => method.id === id && method.choosesWidths);

/** Whether every group keeps as many channels as a recipe's rates say, and so its size is known before the run. */
export const keepsToRates = ({ method, target }: Pick<Recipe, 'method' | 'target'>): boolean =>
  target.kind === 'rate' && methods.some(({ id, keepsToRates }) => id === method.id && keepsToRates(method));

function tableOfFields(): Map<string, RecipeField> {
  const table = new Map<string, RecipeField>();
  for (const [name, field] of Object.entries(commonSchema.shape)) {
    const control = controlOf(field);
    if (control) table.set(name, { name, control });
  }
  for (const { id, options } of methods)
    for (const [name, field] of Object.entries(options.shape)) {
      const control = controlOf(field);
      const known = table.get(name)?.methods ?? [];
      if (control) table.set(name, { name, control, methods: [...known, id] });
    }
  return table;
}

export const presets = {
  quick: {
    samples: 512,
    channelsPerStep: 2,
    lambda: 0.1,
    auxiliaryEpochs: 0,
    fineTuningEpochs: 24,
    fineTuningImages: 5000,
    learningRate: 0.02,
    schedule: 'upfront',
  },
  balanced: {
    samples: 1024,
    lambda: 0.1,
    auxiliaryEpochs: 0,
    fineTuningEpochs: 90,
    fineTuningImages: 5000,
    learningRate: 0.02,
    schedule: 'upfront',
  },
  /**
   * The paper's numbers for CIFAR-10, on all training images. Its P is 2 for VGG, 3 for ResNet-56; how it trains with the
   * auxiliary losses only the authors' code says.
   */
  paper: {
    ...{ schedule: 'stagewise', losses: 2, auxiliaryEpochs: 100, auxiliaryRate: 0.1 },
    ...{ solver: 'sgd', sgdSteps: 391 },
    ...{ surgeryEpochs: 160, surgeryRate: 0.1, spliceEvery: 391 },
    ...{ sparsity: 0.0001, sparseEpochs: 160, sparseRate: 0.1, threshold: 'network' },
    ...{
      fineTuningEpochs: 400,
      learningRate: 0.1,
      rateSchedule: 'step',
      batchSize: 128,
      distillation: 0,
      mirror: 'always',
    },
    streams: 'convolutions',
  },
} as const satisfies Record<string, RecipeValues>;

export type PresetName = keyof typeof presets;

export const presetRecipe = (name: PresetName): Recipe => recipeOf(presets[name]);
