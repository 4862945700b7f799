import * as tf from '@tensorflow/tfjs';
import { type Checkpoint, proceed } from './checkpoint';
import { balancedSample } from './data/batches';
import type { Dataset } from './data/dataset';
import { fineTune } from './dcp/fineTune';
import { type AuxiliaryHead, buildHead, learnTheta } from './dcp/heads';
import { disposeProblem, layerProblem } from './dcp/layerProblem';
import { SelectionSamples } from './dcp/samples';
import { type ScoringMember, selectChannels } from './dcp/selection';
import { groupKeeps, stagesOf } from './dcp/stages';
import type { LayerOutcome, Measured, RunEvent } from './events';
import { cloneNetwork, disposeNetwork, type Network, replaceWeight } from './network/network';
import { keptSets, type PrunableLayer, prunableLayers } from './network/prunable';
import { sizesOf } from './network/sizes';
import { cut, type KeptChannels, mask } from './network/surgery';
import { PhaseClock, Progress } from './progress';
import { Random } from './random';
import type { Recipe } from './recipe';
import { evaluate } from './train/evaluate';
import { compareLatency } from './train/latency';

/**
 * Discrimination-aware channel pruning of a network (Algorithm 1), told event by event. `return(undefined)` between two
 * events cancels. The result is the caller's; `network` stays as it is, and nothing else is left behind.
 *
 * @param pass passed once a batch in every phase: holding it pauses the run, and what it throws ends the run
 * @throws if no layer can be pruned or a layer rate names no prunable layer
 */
export async function* prune(
  network: Network,
  dataset: Dataset,
  recipe: Recipe,
  pass: Checkpoint = proceed,
): AsyncGenerator<RunEvent, Network | undefined> {
  const prunable = prunableLayers(network, recipe.streams);
  if (prunable.length === 0)
    throw new Error(`network "${network.name}" has no layer whose input channels can be pruned`);
  const unknown = Object.keys(recipe.layerRates).find((name) => !prunable.some(({ layer }) => layer === name));
  if (unknown) throw new Error(`layer "${unknown}" has a prune rate of its own but cannot be pruned`);

  const random = new Random(recipe.seed);
  const stages = stagesOf(network, prunable, recipe.losses);
  const counts = new Map(
    prunable.map(({ layer, group }) => [layer, groupKeeps(group, recipe.layerRates[layer] ?? recipe.rate)]),
  );
  const progress = new Progress(dataset, recipe, stages.length, counts);
  const clock = new PhaseClock();
  const outcomes: LayerOutcome[] = [];
  const heads: AuxiliaryHead[] = [];
  const owned = new Set<Network>();
  const own = (made: Network): Network => {
    owned.add(made);
    return made;
  };
  let result: Network | undefined;
  let samples: SelectionSamples | undefined;

  try {
    yield {
      type: 'started',
      recipe,
      network: network.name,
      dataset: dataset.name,
      backend: tf.getBackend(),
      layers: prunable.map(({ layer, group }) => ({
        name: layer,
        channels: group.channels,
        keeps: counts.get(layer) ?? group.channels,
      })),
    };
    yield clock.enter('baseline', network.name);
    const baselineMeasured = await measure(network, dataset, pass);
    yield { type: 'measured', which: 'baseline', measured: baselineMeasured };

    const pruned = own(cloneNetwork(network));
    for (const { lossAt } of stages) {
      if (!lossAt) continue;
      const head = buildHead(network, lossAt, random.fork(`head at ${lossAt}`));
      own(head.network);
      heads.push(head);
    }
    const indices = balancedSample(dataset.train, dataset.classes.length, recipe.samples, random.fork('samples'));
    samples = new SelectionSamples(dataset, indices, recipe.batchSize, pass);

    let baseline = network;
    if (recipe.schedule === 'upfront') {
      yield clock.enter('auxiliary', 'all auxiliary heads');
      for (const head of heads) await learnTheta(pruned, head, dataset, indices, pass);
      yield* tune(pruned, heads, recipe.auxiliaryEpochs, 'auxiliary');
      baseline = own(cloneNetwork(pruned));
    }

    for (const stage of stages) {
      const head = heads.find(({ at }) => at === stage.lossAt);
      if (recipe.schedule === 'stagewise') {
        yield clock.enter('auxiliary', stage.lossAt ? `auxiliary head at ${stage.lossAt}` : "the network's own loss");
        if (head) await learnTheta(pruned, head, dataset, indices, pass);
        yield* tune(pruned, head ? [head] : [], recipe.auxiliaryEpochs, 'auxiliary');
        mask(pruned, keptByGroup(prunable, outcomes));
        samples.pruned.restart();
      }
      for (const layer of stage.layers) {
        yield clock.enter('selection', layer.layer);
        yield* select(pruned, baseline, head, layer, samples);
      }
    }

    yield clock.enter('evaluation', 'after surgery');
    result = own(cut(pruned, keptByGroup(prunable, outcomes)));
    const selectedMeasured = await measure(result, dataset, pass);
    yield { type: 'measured', which: 'selected', measured: selectedMeasured };

    yield clock.enter('fine-tuning', 'the pruned network');
    yield* tune(result, [], recipe.fineTuningEpochs, 'fine-tuning');
    yield clock.enter('evaluation', 'the pruned network');
    const prunedMeasured = await measure(result, dataset, pass);
    yield { type: 'measured', which: 'pruned', measured: prunedMeasured };
    yield clock.enter('evaluation', 'latency');
    const latency = await compareLatency(network, result, pass);
    yield { type: 'latency', latency };
    yield progress.finish();
    yield {
      type: 'finished',
      report: {
        baseline: baselineMeasured,
        selected: selectedMeasured,
        pruned: prunedMeasured,
        latency,
        layers: outcomes,
        seconds: clock.seconds(),
        seed: recipe.seed,
        backend: tf.getBackend(),
      },
    };
    owned.delete(result);
    return result;
  } finally {
    samples?.dispose();
    for (const made of owned) disposeNetwork(made);
  }

  async function* tune(
    target: Network,
    auxiliary: readonly AuxiliaryHead[],
    epochs: number,
    phase: 'auxiliary' | 'fine-tuning',
  ): AsyncGenerator<RunEvent, void> {
    for await (const { step, loss } of fineTune(target, auxiliary, dataset, recipe, epochs, random.fork(phase))) {
      await pass();
      yield progress.advance((auxiliary.length + 1) * progress.trainingStep);
      if (loss !== undefined) yield { type: 'training', phase, step, loss };
    }
  }

  async function* select(
    pruned: Network,
    baseline: Network,
    head: AuxiliaryHead | undefined,
    { layer, group, members }: PrunableLayer,
    samples: SelectionSamples,
  ): AsyncGenerator<RunEvent, void> {
    const count = counts.get(layer) ?? group.channels;
    const scoring: ScoringMember[] = [];
    const steps = selectChannels(scoring, {
      count: recipe.method === 'dcp-adapt' ? group.channels : count,
      channelsPerStep: recipe.channelsPerStep,
      lambda: recipe.lambda,
      score: recipe.score,
      choose: recipe.method === 'random' ? 'random' : 'largest',
      ...(recipe.method === 'dcp-adapt' ? { epsilon: recipe.epsilon } : {}),
      keepOneOf: keptSets(group),
      random: random.fork(`random channels of ${layer}`),
      pass,
    });
    try {
      for (const { layer: member, channels } of members)
        scoring.push({ channels, problem: await layerProblem(pruned, baseline, member, head, samples) });
      let step = await steps.next();
      while (!step.done) {
        yield { type: 'selection', layer, ...step.value };
        yield progress.advance(Math.max(0, Math.min(step.value.chosen.length, count - step.value.step)));
        step = await steps.next();
      }
      if (!step.value) return;
      const { kept, weights } = step.value;
      for (const member of weights) {
        replaceWeight(pruned, `${member.layer}/kernel`, member.kernel);
        if (pruned.weights.has(`${member.layer}/bias`)) replaceWeight(pruned, `${member.layer}/bias`, member.bias);
        else member.bias.dispose();
      }
      outcomes.push({ name: layer, channels: group.channels, kept });
      yield { type: 'selected', layer, kept };
    } finally {
      await steps.return(undefined);
      for (const { problem } of scoring) disposeProblem(problem);
      if (members.length > 1) samples.pruned.restart();
    }
  }
}

function keptByGroup(prunable: readonly PrunableLayer[], outcomes: readonly LayerOutcome[]): KeptChannels {
  const groups = new Map(prunable.map(({ layer, group }) => [layer, group.name]));
  return new Map(outcomes.map(({ name, kept }) => [groups.get(name) ?? '', kept]));
}

async function measure(network: Network, dataset: Dataset, pass: Checkpoint): Promise<Measured> {
  return {
    accuracy: await evaluate(network, dataset, dataset.test, pass),
    images: dataset.test.labels.length,
    isAgreement: dataset.isPredicted ?? false,
    ...sizesOf(network),
  };
}
