import { choice, countOrAll } from '../recipe/fields';

/** Training images that channels are selected on, and weights fitted; all if absent. */
export const samplesField = countOrAll({ least: 1, most: 10_000_000, step: 64, unit: 'images', term: 'samples' });

/** Options of methods that choose channels by themselves, and may have the weights of those that stay fitted anew. */
export const refitFields = {
  /** Whether the layers that read a group get the weights with the least L_M for the channels that stay. */
  refit: choice(['least-squares', 'none'], 'refit'),
  samples: samplesField,
};
