import { z } from 'zod';

export const methodNames = ['dcp', 'dcp-adapt', 'random'] as const;

/** The least and the most that numbers of a recipe may be. */
export const recipeRanges = {
  lambda: [0, 1e6],
  epsilon: [1e-9, 1],
  losses: [0, 8],
  samples: [1, 100_000],
  channelsPerStep: [1, 1024],
  auxiliaryEpochs: [0, 1000],
  fineTuningEpochs: [0, 1000],
  fineTuningImages: [1, 10_000_000],
  batchSize: [1, 4096],
  learningRate: [1e-9, 10],
  seed: [0, 2 ** 32 - 1],
} as const satisfies Record<string, readonly [least: number, most: number]>;

type Ranged = keyof typeof recipeRanges;

function number(name: Ranged) {
  const [least, most] = recipeRanges[name];
  const error = `give a number from ${least} to ${most}`;
  return z.number({ error }).min(least, { error }).max(most, { error });
}

function count(name: Ranged) {
  const [least, most] = recipeRanges[name];
  const error = `give a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

const rateError = 'give a number from 0 to below 1';
const rate = z.number({ error: rateError }).min(0, { error: rateError }).lt(1, { error: rateError });

const choice = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: `choose from ${names.join(', ')}` });

/** Everything a run depends on besides the network and the images. */
export const recipeSchema = z.object({
  method: choice(methodNames).default('dcp'),
  /** Share of input channels removed from every prunable layer. */
  rate: rate.default(0.5),
  /** Rates of single layers, by name, in the place of `rate`. */
  layerRates: z.record(z.string(), rate).default({}),
  /** Weight of the discrimination loss in the joint loss (Eq 6). */
  lambda: number('lambda').default(1),
  /** DCP-Adapt stops selecting in a layer when the joint loss falls by less than this share (Eq 10). */
  epsilon: number('epsilon').default(0.01),
  /** P, the number of auxiliary losses besides the network's own. */
  losses: count('losses').default(2),
  /** Images that channels are selected on. */
  samples: count('samples').default(512),
  /** Channels selected between two scorings; 1 is the paper's, more is faster. */
  channelsPerStep: count('channelsPerStep').default(1),
  /** Norm that scores a channel: of its whole kernel slice, or summed over output channels as the authors' code has it. */
  score: choice(['slice', 'kernels']).default('slice'),
  /** Fine-tune with the auxiliary losses before every stage (the paper), or once before all (the authors' code). */
  schedule: choice(['stagewise', 'upfront']).default('upfront'),
  /** Epochs of Algorithm S1 with the auxiliary losses, each time it runs. */
  auxiliaryEpochs: count('auxiliaryEpochs').default(1),
  /** Epochs of fine-tuning the pruned network. */
  fineTuningEpochs: count('fineTuningEpochs').default(2),
  /** Training images that fine-tuning uses; all if absent. */
  fineTuningImages: count('fineTuningImages').optional(),
  /** Images a step sees, in fine-tuning and in the sub-problem of the selection. */
  batchSize: count('batchSize').default(64),
  learningRate: number('learningRate').default(0.01),
  /** Residual and joined streams: whole as in the paper, or pruned as one group by the scores of all that read them. */
  streams: choice(['locked', 'pruned']).default('locked'),
  seed: count('seed').default(1),
});

export type Recipe = z.infer<typeof recipeSchema>;

export const presets = {
  quick: {
    samples: 256,
    auxiliaryEpochs: 1,
    fineTuningEpochs: 12,
    fineTuningImages: 5000,
    learningRate: 0.05,
    schedule: 'upfront',
  },
  balanced: { samples: 512, auxiliaryEpochs: 1, fineTuningEpochs: 8, learningRate: 0.05, schedule: 'upfront' },
  paper: { samples: 5000, auxiliaryEpochs: 10, fineTuningEpochs: 40, learningRate: 0.1, schedule: 'stagewise' },
} as const satisfies Record<string, Partial<Recipe>>;

export type PresetName = keyof typeof presets;

export function presetRecipe(name: PresetName): Recipe {
  return recipeSchema.parse(presets[name]);
}
