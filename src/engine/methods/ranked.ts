import type { z } from 'zod';
import { freeing } from '../backend/lost';
import type { PrunableGroup } from '../channels/prunableGroups';
import { mask } from '../channels/surgery';
import { giveWeights } from '../layerwise/biasHome';
import { channelsRead } from '../layerwise/convolution';
import type { Selecting } from '../layerwise/layerProblem';
import { refit } from '../layerwise/refit';
import { lightOutline } from '../run/outline';
import type { Run } from '../run/run';
import type { Scope } from '../run/scope';
import { encodeScores } from '../run/scores';
import { keepLargest } from './choosing';
import { planDcpMemory } from './dcp/memory';
import type { Pruning } from './method';
import type { refitFields } from './refitFields';
import { refitWork } from './refitWork';

type RefitOptions = z.output<z.ZodObject<typeof refitFields>>;

/**
 * A method that scores all channels at once, keeps the largest of every group and, if it is asked to, fits the weights of
 * the layers that read it, layer after layer.
 *
 * @param rank a score for every channel of a group
 */
export function rankedPruning(
  scope: Scope,
  { refit: kind, samples: asked }: RefitOptions,
  rank: (group: PrunableGroup) => Promise<readonly number[]>,
): Pruning {
  const { network, dataset, groups, prunedGroups, counts } = scope;
  const count = Math.min(asked ?? Number.POSITIVE_INFINITY, dataset.train.labels.length);
  const refits = kind === 'least-squares' && prunedGroups.length > 0;
  const memory = refits ? planDcpMemory(scope, [{ groups: prunedGroups }], count, 0) : undefined;
  const work = refits ? refitWork(scope, count) : new Map<string, number>();
  const total = [...work.values()].reduce((sum, units) => sum + units, 0);
  return {
    outline: memory ? { work: { selection: total }, memory: memory.told } : lightOutline,
    async *plan(run) {
      const pruned = run.copy(network);
      const samples = memory && run.drawSamples(count, memory.selection);
      for (const group of groups) {
        const { id, group: own } = group;
        const scores = await rank(group);
        const kept = keepLargest(group, scores, counts.get(id) ?? own.channels);
        if (kept.length < own.channels) {
          yield run.enter('selection', 'layer', id);
          const chosen = kept.toSorted((a, b) => scores[b]! - scores[a]!);
          yield { type: 'selection', layer: id, step: 0, chosen, scores: encodeScores(scores) };
          mask(pruned, new Map([[own.name, kept]]));
          if (samples) {
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
    const places = channelsRead(problem.convolution, channels);
    const own = [...places.keys()].filter((place) => kept.includes(places[place]!));
    giveWeights(pruned, await refit(problem, own, run.pass));
    await freeing(() => run.freeProblem(problem));
  }
  if (group.group.consumers.length > 1) samples.pruned.restart();
}
