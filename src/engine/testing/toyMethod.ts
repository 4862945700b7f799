import { keepLargest } from '../methods/choosing';
import { defineMethod } from '../methods/method';
import { count } from '../recipe/fields';
import { lightOutline } from '../run/outline';

/** Keeps the channels that follow each other from some one on: all that a method has to have, in one file. */
export const toyMethod = defineMethod({
  id: 'toy',
  fields: { from: count({ least: 0, most: 9, step: 1, standard: 0, term: 'from' }) },
  prepare: async (_, { from }) => ({
    outline: lightOutline,
    async *plan(run) {
      const { network, groups, counts } = run.scope;
      for (const group of groups) {
        const { channels } = group.group;
        const scores = Array.from({ length: channels }, (_, channel) => -((channel - from + channels) % channels));
        yield run.keep(group, keepLargest(group, scores, counts.get(group.id) ?? channels));
      }
      return { network: run.copy(network) };
    },
  }),
});
