import { choice, count, number } from '../../recipe/fields';

/** Options of all methods that select by Algorithm 2. */
export const dcpFields = {
  /** Weight of the discrimination loss in the joint loss (Eq 6). */
  lambda: number({ least: 0, most: 1e6, step: 0.1, standard: 1, term: 'lambda' }),
  /** P, the number of auxiliary losses besides the network's own. */
  losses: count({ least: 0, most: 8, step: 1, standard: 2, term: 'losses' }),
  /** Training images that channels are selected on. */
  samples: count({ least: 1, most: 100_000, step: 64, standard: 512, unit: 'images', term: 'samples' }),
  /** Channels selected between two scorings; 1 is the paper's, more is faster. */
  channelsPerStep: count({ least: 1, most: 1024, step: 1, standard: 1, term: 'channelsPerStep' }),
  /** Fine-tune with the auxiliary losses before every stage (the paper), or once before all (the authors' code). */
  schedule: choice(['upfront', 'stagewise'], 'schedule'),
  /** Epochs of Algorithm S1 with the auxiliary losses, each time it runs. */
  auxiliaryEpochs: count({ least: 0, most: 1000, step: 1, standard: 1, term: 'auxiliaryEpochs' }),
};

/** Norm that scores a channel: of its whole kernel slice, or summed over output channels as the authors' code has it. */
export const scoreField = choice(['slice', 'kernels'], 'scoreNorm');

/** DCP-Adapt stops selecting in a group when the joint loss falls by less than this share for a channel (Eq 10). */
export const epsilonField = number({ least: 1e-9, most: 1, step: 0.001, standard: 0.01, term: 'epsilon' });
