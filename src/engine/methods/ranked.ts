import type { z } from 'zod';
import { freeing } from '../backend/lost';
import type { PrunableGroup } from '../channels/prunableGroups';
import { mask } from '../channels/surgery';
import { giveWeights } from '../layerwise/biasHome';
import { channelsRead } from '../layerwise/convolution';
import type { Selecting } from '../layerwise/layerProblem';
import { refit } from '../layerwise/refit';
import type { RunEvent } from '../run/events';
import type { Outline } from '../run/outline';
import type { Run } from '../run/run';
import type { Scope } from '../run/scope';
import { keepLargest, keptPlaces, selectionEvent } from './choosing';
import { planDcpMemory } from './dcp/memory';
import { samplesUsed } from './dcp/options';
import type { Pruning } from './method';
import type { refitFields } from './refitFields';
import { refitWork } from './refitWork';

type RefitOptions = z.output<z.ZodObject<typeof refitFields>>;

/** A score for every channel of each group that loses some, by the group's id. */
export type Scores = ReadonlyMap<string, readonly number[]>;

/** How a method scores channels, and what that takes. */
export interface Ranking {
  /** In the units of `Work`. */
  readonly work: number;
  readonly memory: Outline['memory']['phases'];
  /** Of the network as it came. */
  scores(run: Run): AsyncGenerator<RunEvent, Scores>;
}

/**
 * A method that scores all channels at once, keeps the largest of every group and, if it is asked to, fits the weights of
 * the layers that read it, layer after layer.
 *
 * @param rankingOf so many samples
 */
export function rankedPruning(scope: Scope, options: RefitOptions, rankingOf: (samples: number) => Ranking): Pruning {
  const { network, dataset, groups, prunedGroups, counts } = scope;
  const count = samplesUsed(options, dataset.train.labels.length);
  const refits = options.refit === 'least-squares' && prunedGroups.length > 0;
  const memory = refits ? planDcpMemory(scope, [{ groups: prunedGroups }], count, 0) : undefined;
  const work = refits ? refitWork(scope, count) : new Map<string, number>();
  const ranking = prunedGroups.length > 0 ? rankingOf(count) : undefined;
  return {
    outline: {
      work: { selection: [...work.values()].reduce((sum, units) => sum + units, ranking?.work ?? 0) },
      memory: { ...memory?.told, phases: [...(memory?.told.phases ?? []), ...(ranking?.memory ?? [])] },
    },
    async *plan(run) {
      const pruned = run.copy(network);
      const samples = run.drawSamples(count, memory?.selection);
      const scores: Scores = ranking ? yield* ranking.scores(run) : new Map();
      for (const group of groups) {
        const { id, group: own } = group;
        const ofGroup = scores.get(id);
        const kept = ofGroup
          ? keepLargest(group, ofGroup, counts.get(id) ?? own.channels)
          : [...Array(own.channels).keys()];
        if (ofGroup) {
          yield run.enter('selection', 'layer', id);
          yield selectionEvent(id, kept, ofGroup);
          mask(pruned, new Map([[own.name, kept]]));
          if (refits) {
            await refitReaders(run, group, kept, { pruned, baseline: network, head: undefined, samples });
            yield run.advance('selection', work.get(id) ?? 0);
          }
        }
        yield run.keep(group, kept);
      }
      return { network: pruned };
    },
  };
}

/** Gives every layer that reads a group the weights that fit best for the channels that stay. */
async function refitReaders(run: Run, group: PrunableGroup, kept: readonly number[], selecting: Selecting) {
  const { pruned, samples } = selecting;
  for (const { layer, channels } of group.readers) {
    const problem = await run.problem(layer, selecting);
    const own = keptPlaces(channelsRead(problem.convolution, channels), kept);
    giveWeights(pruned, await refit(problem, own, run.pass));
    await freeing(() => run.freeProblem(problem));
  }
  if (group.group.consumers.length > 1) samples.pruned.restart();
}
