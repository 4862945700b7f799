import { freeing } from '../../backend/lost';
import { keptSets, type PrunableGroup } from '../../channels/prunableGroups';
import { mask, masksOf } from '../../channels/surgery';
import { giveWeights } from '../../layerwise/biasHome';
import { channelsRead } from '../../layerwise/convolution';
import type { LayerProblem, Selecting } from '../../layerwise/layerProblem';
import { solverOf } from '../../layerwise/solvers';
import { countByHand } from '../../run/decidedByHand';
import type { RunEvent } from '../../run/events';
import { encodeScores } from '../../run/scores';
import type { Selector } from './algorithm1';
import { selectChannels } from './algorithm2';
import type { Dcp } from './context';
import type { GroupReader, Selection } from './selection';

/** Channels are selected, by Algorithm 2. */
export const channelSelector = (dcp: Dcp): Selector => ({
  async *select(group, selecting) {
    const { kept, losses } = yield* selectGroup(dcp, group, selecting);
    yield dcp.run.keep(group, kept, losses);
  },
  masks: (network) => masksOf(network, dcp.run.keptByGroup),
});

/**
 * Selects a group's channels by Algorithm 2, and gives its readers the weights found; what else reads a channel that is
 * removed, as a gate does, reads zeros of it. Returns the channels kept, and the losses with them.
 */
async function* selectGroup(
  dcp: Dcp,
  group: PrunableGroup,
  selecting: Selecting,
): AsyncGenerator<RunEvent, Pick<Selection, 'kept' | 'losses'>> {
  const { run, options } = dcp;
  const { pruned, samples } = selecting;
  const problems: LayerProblem[] = [];
  const readers: GroupReader[] = [];
  try {
    for (const { layer, channels } of group.readers) {
      const problem = await run.problem(layer, selecting);
      problems.push(problem);
      const solver = await solverOf(problem, options, run.pass);
      readers.push({ solver, channels: channelsRead(problem.convolution, channels) });
    }
    const { kept, losses, weights } = yield* selectWithEvents(dcp, group, readers);
    for (const found of weights) giveWeights(pruned, found);
    if (group.group.consumers.length > group.readers.length) mask(pruned, new Map([[group.group.name, kept]]));
    return { kept, losses };
  } finally {
    await freeing(() => {
      for (const { solver } of readers) solver.dispose();
      for (const problem of problems) run.freeProblem(problem);
      // Other readers, and gates, stand in front of layers that the samples have passed.
      if (group.group.consumers.length > 1) samples.pruned.restart();
    });
  }
}

/** Algorithm 2 with its steps as events of the run. */
async function* selectWithEvents(
  { run, options, work }: Dcp,
  decided: PrunableGroup,
  readers: readonly GroupReader[],
): AsyncGenerator<RunEvent, Selection> {
  const { id, group, byHand } = decided;
  const most = countByHand(decided, group.channels);
  const steps = selectChannels(readers, {
    ...options,
    count: options.epsilon === undefined ? (run.scope.counts.get(id) ?? most) : most,
    keepOneOf: keptSets(group),
    blocks: group.blocks,
    byHand,
    random: run.random.fork(`random channels of ${id}`),
  });
  const toDo = [...(work.selection.get(id) ?? [])];
  try {
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) {
      yield { type: 'selection', layer: id, ...step.value, scores: encodeScores(step.value.scores) };
      yield run.advance('selection', toDo.shift() ?? 0);
    }
    for (const left of toDo) yield run.advance('selection', left);
    if (!step.value) throw new Error(`the selection in "${id}" has ended without a result`);
    return step.value;
  } finally {
    await freeing(async () => {
      await steps.return(undefined);
    });
  }
}
