import { mask } from '../channels/surgery';
import type { RunEvent } from '../run/events';
import type { Outline } from '../run/outline';
import type { Run } from '../run/run';
import type { Scope } from '../run/scope';
import { addUnits } from '../run/work';
import { keepLargest, selectionEvent } from './choosing';
import { samplesUsed } from './dcp/options';
import type { Pruning } from './method';
import { type RefitOptions, refitting } from './refitting';

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
  const ranking = prunedGroups.length > 0 ? rankingOf(samplesUsed(options, dataset.train.labels.length)) : undefined;
  const { outline, readersOf } = refitting(scope, options);
  return {
    outline: {
      work: addUnits(outline.work, { selection: ranking?.work ?? 0 }),
      memory: { ...outline.memory, phases: [...outline.memory.phases, ...(ranking?.memory ?? [])] },
    },
    async *plan(run) {
      const pruned = run.copy(network);
      const refitReaders = readersOf(run, pruned, () => network);
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
          yield* refitReaders(group, kept);
        }
        yield run.keep(group, kept);
      }
      return { network: pruned };
    },
  };
}
