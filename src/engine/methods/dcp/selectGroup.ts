import * as tf from '@tensorflow/tfjs';
import { freeing } from '../../backend/lost';
import { keptSets, type PrunableGroup } from '../../channels/prunableGroups';
import { mask } from '../../channels/surgery';
import type { LayerProblem, Selecting } from '../../layerwise/layerProblem';
import { type Network, replaceWeight, weightOf } from '../../network/network';
import type { RunEvent } from '../../run/events';
import { encodeScores } from '../../run/scores';
import { selectChannels } from './algorithm2';
import type { Dcp } from './context';
import type { GroupReader, Selection } from './selection';

/**
 * Selects a group's channels by Algorithm 2, and gives its readers the weights found; what else reads a channel that is
 * removed, as a gate does, reads zeros of it. Returns the channels kept, ascending.
 */
export async function* selectGroup(
  dcp: Dcp,
  group: PrunableGroup,
  selecting: Selecting,
): AsyncGenerator<RunEvent, number[]> {
  const { run } = dcp;
  const { pruned, samples } = selecting;
  const readers: GroupReader[] = [];
  try {
    for (const { layer, channels } of group.readers) {
      const problem = await run.problem(layer, selecting);
      readers.push({ problem, channels: problem.convolution.places.map((place) => channels[place]!) });
    }
    const { kept, weights } = yield* selectWithEvents(dcp, group, readers);
    for (const [index, { problem }] of readers.entries()) giveWeights(pruned, problem, weights[index]!);
    if (group.group.consumers.length > group.readers.length) mask(pruned, new Map([[group.group.name, kept]]));
    return kept;
  } finally {
    await freeing(() => {
      for (const { problem } of readers) run.freeProblem(problem);
      // Other readers, and gates, stand in front of layers that the samples have passed.
      if (group.group.consumers.length > 1) samples.pruned.restart();
    });
  }
}

/** Puts W_A and the bias, which it disposes of, in the place of a layer's weights. */
function giveWeights(
  network: Network,
  { layer, convolution }: LayerProblem,
  { kernel, bias }: Selection['weights'][number],
): void {
  const key = `${layer}/${convolution.weight}`;
  const { shape } = weightOf(network, layer, convolution.weight);
  replaceWeight(
    network,
    key,
    tf.tidy(() => convolution.toWeight(kernel, shape)),
  );
  kernel.dispose();
  if (convolution.hasBias) replaceWeight(network, `${layer}/bias`, bias);
  else bias.dispose();
}

/** Algorithm 2 with its steps as events of the run. */
async function* selectWithEvents(
  { run, options, work }: Dcp,
  { id, group }: PrunableGroup,
  readers: readonly GroupReader[],
): AsyncGenerator<RunEvent, Selection> {
  const steps = selectChannels(readers, {
    ...options,
    count: options.epsilon === undefined ? (run.scope.counts.get(id) ?? group.channels) : group.channels,
    keepOneOf: keptSets(group),
    random: run.random.fork(`random channels of ${id}`),
    pass: run.pass,
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
