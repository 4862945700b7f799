import { count } from '../../recipe/fields';
import { dcpFields } from '../dcp/fields';

const { solver: _, sgdSteps: __, channelsPerStep: ___, ...shared } = dcpFields;

/** Those of DCP that say nothing of how channels join, and how kernels do. */
export const dkpFields = {
  ...shared,
  /** Times that kernels join in a layer, about as many each time; the paper's join one by one. */
  kernelJoins: count({ least: 1, most: 10_000, step: 1, standard: 8, term: 'kernelJoins' }),
  /** Passes of SGD over the samples after every join; 1 is the paper's. */
  kernelPasses: count({ least: 0, most: 100, step: 1, standard: 1, term: 'kernelPasses' }),
};
