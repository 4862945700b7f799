import { count, number } from '../../recipe/fields';

export const surgeryFields = {
  /** Epochs of training in which weights go and come back. */
  surgeryEpochs: count({ least: 0, most: 1000, step: 1, standard: 4, term: 'surgeryEpochs' }),
  /** The first learning rate of that training. */
  surgeryRate: number({ least: 1e-9, most: 10, step: 0.01, standard: 0.01, term: 'surgeryRate' }),
  /** Steps after which it is decided anew which weights are zero. */
  spliceEvery: count({ least: 1, most: 10_000, step: 10, standard: 10, term: 'spliceEvery' }),
};
