import { choice, count, number } from '../../recipe/fields';
import { samplesField } from '../refitFields';

export const slimmingFields = {
  /** Lambda of the penalty. */
  sparsity: number({ least: 0, most: 1, step: 0.001, standard: 0.01, term: 'sparsity' }),
  /** Epochs of training with the penalty. */
  sparseEpochs: count({ least: 0, most: 1000, step: 1, standard: 4, term: 'sparseEpochs' }),
  /** The first learning rate of that training. */
  sparseRate: number({ least: 1e-9, most: 10, step: 0.01, standard: 0.01, term: 'sparseRate' }),
  /** Each group keeps as many channels as its rate says, or one threshold finds as many in the whole network (the paper). */
  threshold: choice(['group', 'network'], 'threshold'),
  /** As `refit` of other methods, of which the paper of this one has none. */
  sparseRefit: choice(['none', 'least-squares'], 'refit'),
  samples: samplesField,
};
