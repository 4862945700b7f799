import { z } from 'zod';

export const methodNames = ['dcp', 'dcp-adapt', 'random'] as const;

const rateSchema = z.number().min(0).lt(1);

/** Everything a run depends on besides the network and the images. */
export const recipeSchema = z.object({
  method: z.enum(methodNames).default('dcp'),
  /** Share of input channels removed from every prunable layer. */
  rate: rateSchema.default(0.5),
  /** Rates of single layers, by name, in the place of `rate`. */
  layerRates: z.record(z.string(), rateSchema).default({}),
  /** Weight of the discrimination loss in the joint loss (Eq 6). */
  lambda: z.number().min(0).default(1),
  /** DCP-Adapt stops selecting in a layer when the joint loss falls by less than this share (Eq 10). */
  epsilon: z.number().positive().default(0.01),
  /** P, the number of auxiliary losses besides the network's own. */
  losses: z.int().min(0).max(8).default(2),
  /** Images that channels are selected on. */
  samples: z.int().positive().default(512),
  /** Channels selected between two scorings; 1 is the paper's, more is faster. */
  channelsPerStep: z.int().positive().default(1),
  /** Norm that scores a channel: of its whole kernel slice, or summed over output channels as the authors' code has it. */
  score: z.enum(['slice', 'kernels']).default('slice'),
  /** Fine-tune with the auxiliary losses before every stage (the paper), or once before all (the authors' code). */
  schedule: z.enum(['stagewise', 'upfront']).default('upfront'),
  /** Epochs of Algorithm S1 with the auxiliary losses, each time it runs. */
  auxiliaryEpochs: z.int().min(0).default(1),
  /** Epochs of fine-tuning the pruned network. */
  fineTuningEpochs: z.int().min(0).default(2),
  /** Training images that fine-tuning uses; all if absent. */
  fineTuningImages: z.int().positive().optional(),
  /** Images a step sees, in fine-tuning and in the sub-problem of the selection. */
  batchSize: z.int().positive().default(64),
  learningRate: z.number().positive().default(0.01),
  /** Residual and joined streams: whole as in the paper, or pruned as one group by the scores of all that read them. */
  streams: z.enum(['locked', 'pruned']).default('locked'),
  seed: z.int().min(0).default(1),
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
