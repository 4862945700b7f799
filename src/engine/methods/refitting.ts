import type { z } from 'zod';
import { freeing } from '../backend/lost';
import type { PrunableGroup } from '../channels/prunableGroups';
import { giveWeights } from '../layerwise/biasHome';
import { channelsRead } from '../layerwise/convolution';
import type { Selecting } from '../layerwise/layerProblem';
import { refit } from '../layerwise/refit';
import type { Network } from '../network/network';
import type { RunEvent } from '../run/events';
import type { Outline } from '../run/outline';
import type { Run } from '../run/run';
import type { Scope } from '../run/scope';
import { keptPlaces } from './choosing';
import { planDcpMemory } from './dcp/memory';
import { samplesUsed } from './dcp/options';
import type { refitFields } from './refitFields';
import { refitWork } from './refitWork';

export type RefitOptions = z.output<z.ZodObject<typeof refitFields>>;

/** After a group has lost channels: gives every layer that reads it the weights that fit best for those that stay. */
export type RefitReaders = (group: PrunableGroup, kept: readonly number[]) => AsyncGenerator<RunEvent>;

/** The refit of a method that chooses channels by itself. */
export interface Refitting {
  readonly outline: Pick<Outline, 'work' | 'memory'>;
  /** @param baseline the network whose outputs are to be matched, asked for at once if anything is fitted */
  readersOf(run: Run, pruned: Network, baseline: () => Network): RefitReaders;
}

export function refitting(scope: Scope, options: RefitOptions): Refitting {
  const { dataset, prunedGroups } = scope;
  if (options.refit === 'none' || prunedGroups.length === 0) return noRefit;
  const count = samplesUsed(options, dataset.train.labels.length);
  const memory = planDcpMemory(scope, [{ groups: prunedGroups }], count, 0);
  const work = refitWork(scope, count);
  return {
    outline: { work: { selection: [...work.values()].reduce((sum, units) => sum + units, 0) }, memory: memory.told },
    readersOf: (run, pruned, baseline) => {
      const samples = run.drawSamples(count, memory.selection);
      const selecting: Selecting = { pruned, baseline: baseline(), head: undefined, samples };
      return async function* refitReaders(group, kept) {
        if (kept.length === group.group.channels) return;
        for (const { layer, channels } of group.readers) {
          const problem = await run.problem(layer, selecting);
          const own = keptPlaces(channelsRead(problem.convolution, channels), kept);
          giveWeights(pruned, await refit(problem, own, run.pass));
          await freeing(() => run.freeProblem(problem));
        }
        if (group.group.consumers.length > 1) samples.pruned.restart();
        yield run.advance('selection', work.get(group.id) ?? 0);
      };
    },
  };
}

const noRefit: Refitting = {
  outline: { work: {}, memory: { phases: [] } },
  readersOf: () => async function* () {},
};
