import { z } from 'zod';
import { refuseVersion } from '../../words/refusals';
import { byHandSchema } from './byHand';
import { choice, count, countOrAll, number, share, shareSchema } from './fields';
import { targetSchema } from './target';
import { recipeVersion } from './versions';

/** The fields of a recipe that all methods have. */
export const commonFields = {
  version: z.literal(recipeVersion, { error: () => refuseVersion(recipeVersion) }).default(recipeVersion),
  /** What the run is to reach. */
  target: targetSchema,
  /** Networks that a search for a loss of accuracy may make: its budget of time. */
  tries: count({ least: 1, most: 20, step: 1, standard: 4, term: 'tries' }),
  /** Widths are multiples of it, where a group has as many channels. */
  widthMultiple: count({ least: 1, most: 64, step: 1, standard: 1, term: 'widthMultiple' }),
  /** Share of channels removed from every prunable group. */
  rate: share({ step: 0.05, standard: 0.5, term: 'rate' }),
  /** Rates of single groups, by id, in the place of `rate`. */
  layerRates: z.record(z.string(), shareSchema).default({}),
  /** Channels that a person keeps or removes, whatever the method says. */
  byHand: byHandSchema,
  /**
   * Channels that may be pruned: those that one layer reads; residual and joined streams too, as one group by the scores of
   * all that read them; or only those that one convolution reads, as in the paper.
   */
  streams: choice(['locked', 'pruned', 'convolutions'], 'streams'),
  /** Epochs of fine-tuning the pruned network. */
  fineTuningEpochs: count({ least: 0, most: 1000, step: 1, standard: 2, term: 'fineTuningEpochs' }),
  /** Training images that an epoch uses; all if absent. */
  fineTuningImages: countOrAll({ least: 1, most: 10_000_000, step: 500, term: 'fineTuningImages' }),
  /** Images that a step sees, in training and in the selection. */
  batchSize: count({ least: 1, most: 4096, step: 16, standard: 64, unit: 'images', term: 'batchSize' }),
  /** At its highest. */
  learningRate: number({ least: 1e-9, most: 10, step: 0.01, standard: 0.01, term: 'learningRate' }),
  /** How the learning rate falls; see `rateSchedules`. */
  rateSchedule: choice(['cosine', 'step', 'mild-step'], 'rateSchedule'),
  /** w, the share of the final fine-tuning's loss that the opened network's answers have; 0 for labels alone. */
  distillation: number({ least: 0, most: 1, step: 0.1, standard: 0.9, term: 'distillation' }),
  /** T of the answers. */
  temperature: number({ least: 0.1, most: 100, step: 1, standard: 4, term: 'temperature' }),
  /** Whether training mirrors images: only where the opened network answers mirrored ones as well, always, or never. */
  mirror: choice(['auto', 'always', 'never'], 'mirror'),
  seed: count({ least: 0, most: 2 ** 32 - 1, step: 1, standard: 1, term: 'seed' }),
};

export const commonSchema = z.object(commonFields);

/** What a run of any method depends on besides the network, the images and the method's own options. */
export type CommonRecipe = z.output<typeof commonSchema>;

/** A recipe as a log has it: its method may be one that this build does not know. */
export const loggedRecipeSchema = commonSchema.extend({ method: z.looseObject({ id: z.string() }) });

export type LoggedRecipe = z.output<typeof loggedRecipeSchema>;

/** P of methods that have auxiliary losses; 0 of others. */
export const lossesAskedFor = ({ method }: LoggedRecipe): number =>
  typeof method.losses === 'number' ? method.losses : 0;

/** Weight of L_M in the joint loss, of methods that have one. */
export const reconstructionWeightOf = ({ method }: LoggedRecipe): number =>
  typeof method.reconstructionWeight === 'number' ? method.reconstructionWeight : 1;

/** The id of a group of channels that version 1 of recipes and logs has named. */
export const groupIdOf = (name: string): string => name.replace(/^(.+) \(coupled\)$/, 'stream:$1');
