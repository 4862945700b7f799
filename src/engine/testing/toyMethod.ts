import { defineMethod } from '../methods/method';
import { cloneNetwork } from '../network/network';
import { count } from '../recipe/fields';
import { lightOutline } from '../run/outline';

/** Keeps the channels that follow each other from some one on: all that a method has to have, in one file. */
export const toyMethod = defineMethod({
  id: 'toy',
  fields: { from: count({ least: 0, most: 9, step: 1, standard: 0, term: 'from' }) },
  prepare: async (_, { from }) => ({
    outline: lightOutline,
    async *plan(run) {
      for (const group of run.scope.groups) {
        const { channels } = group.group;
        const kept = Array.from(
          { length: run.scope.counts.get(group.id) ?? channels },
          (_, at) => (from + at) % channels,
        );
        yield run.keep(
          group,
          kept.sort((a, b) => a - b),
        );
      }
      return { network: run.own(cloneNetwork(run.scope.network)) };
    },
  }),
});
