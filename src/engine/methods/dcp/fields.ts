import { choice, count, number } from '../../recipe/fields';
import { samplesField } from '../refitFields';

/** Options of all methods that select by Algorithm 2. */
export const dcpFields = {
  /** Weight of the discrimination loss in the joint loss (Eq 6). */
  lambda: number({ least: 0, most: 1e6, step: 0.1, standard: 1, term: 'lambda' }),
  /** Weight of L_M in the joint loss: 1 is the paper's, 2 the authors' code, whose Eq 3 has no 1/2; 0 leaves L_S alone. */
  reconstructionWeight: number({ least: 0, most: 1e6, step: 0.1, standard: 1, term: 'reconstructionWeight' }),
  /** How the selected channels' weights are found: by Newton's steps, or by the paper's SGD. */
  solver: choice(['newton', 'sgd'], 'solver'),
  /** Steps of SGD after every join, each of a batch of the samples. */
  sgdSteps: count({ least: 1, most: 10_000, step: 10, standard: 391, term: 'sgdSteps' }),
  /** P, the number of auxiliary losses besides the network's own. */
  losses: count({ least: 0, most: 8, step: 1, standard: 2, term: 'losses' }),
  samples: samplesField,
  /** Channels selected between two scorings; 1 is the paper's, more is faster. */
  channelsPerStep: count({ least: 1, most: 1024, step: 1, standard: 1, term: 'channelsPerStep' }),
  /** Fine-tune with the auxiliary losses before every stage (the paper), or once before all (the authors' code). */
  schedule: choice(['upfront', 'stagewise'], 'schedule'),
  /** Epochs of Algorithm S1 with the auxiliary losses, each time it runs. */
  auxiliaryEpochs: count({ least: 0, most: 1000, step: 1, standard: 1, term: 'auxiliaryEpochs' }),
  /** The first learning rate of Algorithm S1: of a network that has converged, which then gives O^b. */
  auxiliaryRate: number({ least: 1e-9, most: 10, step: 0.001, standard: 0.005, term: 'auxiliaryRate' }),
  /** Stagewise, O^b comes of the network as it came (the paper), or as the first stage has tuned it (the authors' code). */
  baselineOutputs: choice(['untouched', 'tuned'], 'baselineOutputs'),
};

/** Norm that scores a channel: of its whole kernel slice, or summed over output channels as the authors' code has it. */
export const scoreField = choice(['slice', 'kernels'], 'scoreNorm');

/** DCP-Adapt stops selecting in a group when the joint loss falls by less than this share for a channel (Eq 10). */
export const epsilonField = number({ least: 1e-9, most: 1, step: 0.0005, standard: 0.001, term: 'epsilon' });
