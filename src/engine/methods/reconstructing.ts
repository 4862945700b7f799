import { freeing } from '../backend/lost';
import type { PrunableGroup } from '../channels/prunableGroups';
import { mask } from '../channels/surgery';
import type { Checkpoint } from '../checkpoint';
import { giveWeights } from '../layerwise/biasHome';
import { addContributions, type Contributions, noContributions } from '../layerwise/contributions';
import { channelsRead } from '../layerwise/convolution';
import type { Selecting } from '../layerwise/layerProblem';
import { layerMoments, type Moments } from '../layerwise/moments';
import { type FittedLayer, fitted } from '../layerwise/refit';
import type { Run } from '../run/run';
import type { Scope } from '../run/scope';
import { keptPlaces, selectionEvent } from './choosing';
import { planDcpMemory } from './dcp/memory';
import { samplesUsed } from './dcp/options';
import type { Pruning } from './method';
import type { RefitOptions } from './refitting';
import { refitWork } from './refitWork';

/** The channels that a group keeps, ascending, and a score for each of all. */
export interface Choice {
  readonly kept: readonly number[];
  readonly scores: readonly number[];
}

/** Chooses so many of a group's channels by what they add to the outputs of its readers. */
export type Choose = (
  contributions: Contributions,
  group: PrunableGroup,
  count: number,
  pass: Checkpoint,
) => Choice | Promise<Choice>;

/**
 * A method that goes layer after layer and chooses by how well the layers that read a group reconstruct their outputs,
 * from what they read in the network as it is pruned so far. Their weights are then fitted to the channels that stay.
 */
export function reconstructingPruning(scope: Scope, options: RefitOptions, choose: Choose): Pruning {
  const { network, dataset, groups, prunedGroups, counts } = scope;
  const count = samplesUsed(options, dataset.train.labels.length);
  const memory = planDcpMemory(scope, [{ groups: prunedGroups }], count, 0);
  const work = refitWork(scope, count);
  return {
    outline: { work: { selection: [...work.values()].reduce((sum, units) => sum + units, 0) }, memory: memory.told },
    async *plan(run) {
      const pruned = run.copy(network);
      const samples = run.drawSamples(count, memory.selection);
      for (const group of groups) {
        const { id, group: own } = group;
        if (!prunedGroups.includes(group)) {
          yield run.keep(group, [...Array(own.channels).keys()]);
          continue;
        }
        yield run.enter('selection', 'layer', id);
        const readers = await momentsOf(run, group, { pruned, baseline: network, head: undefined, samples });
        const contributions = noContributions(own.channels);
        for (const { moments, read } of readers) await addContributions(contributions, moments, read);
        const { kept, scores } = await choose(contributions, group, counts.get(id) ?? own.channels, run.pass);
        yield selectionEvent(id, kept, scores);
        mask(pruned, new Map([[own.name, kept]]));
        if (options.refit === 'least-squares')
          for (const { layer, moments, read } of readers)
            giveWeights(pruned, await fitted(layer, moments, keptPlaces(read, kept), run.pass));
        if (own.consumers.length > 1) samples.pruned.restart();
        yield run.advance('selection', work.get(id) ?? 0);
        yield run.keep(group, kept);
      }
      return { network: pruned };
    },
  };
}

/** A layer that reads a group. */
interface Reader {
  readonly layer: FittedLayer;
  readonly moments: Moments;
  /** The group's channel that each of its input channels is. */
  readonly read: readonly number[];
}

async function momentsOf(run: Run, { readers }: PrunableGroup, selecting: Selecting): Promise<Reader[]> {
  const found: Reader[] = [];
  for (const { layer, channels } of readers) {
    const problem = await run.problem(layer, selecting);
    const { convolution, fitsBias } = problem;
    const moments = await layerMoments(problem, run.pass);
    found.push({ layer: { layer, convolution, fitsBias }, moments, read: channelsRead(convolution, channels) });
    await freeing(() => run.freeProblem(problem));
  }
  return found;
}
