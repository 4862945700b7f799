import * as tf from '@tensorflow/tfjs';
import { type Checkpoint, proceed } from './checkpoint';
import { balancedSample } from './data/batches';
import type { Dataset } from './data/dataset';
import { fineTune } from './dcp/fineTune';
import { type AuxiliaryHead, buildHead, learnTheta } from './dcp/heads';
import { disposeProblem, layerProblem } from './dcp/layerProblem';
import { SelectionSamples } from './dcp/samples';
import { type ScoringMember, selectChannels } from './dcp/selection';
import type { LayerOutcome, Measured, RunEvent } from './events';
import { cloneNetwork, disposeNetwork, type Network, replaceWeight } from './network/network';
import { keptSets, type PrunableLayer } from './network/prunable';
import { sizesOf } from './network/sizes';
import { cut, type KeptChannels, mask } from './network/surgery';
import { checkWeights, planRun } from './plan';
import { PhaseClock, Progress } from './progress';
import { Random } from './random';
import type { Recipe } from './recipe';
import { evaluate } from './train/evaluate';
import { Diverged, LastSound, unsoundWeights } from './train/finite';
import { compareLatency } from './train/latency';

/**
 * Discrimination-aware channel pruning of a network (Algorithm 1), told event by event. `return(undefined)` between two
 * events cancels. The result is the caller's; `network` stays as it is, and nothing else is left behind.
 *
 * @param pass passed once a batch in every phase: holding it pauses the run, and what it throws ends the run
 * @throws InputError if there is nothing to prune, or nothing to prune by; Diverged if the numbers of a phase are no longer
 * finite, but for fine-tuning: that stops there, and the result has the weights that were last sound
 */
export async function* prune(
  network: Network,
  dataset: Dataset,
  recipe: Recipe,
  pass: Checkpoint = proceed,
): AsyncGenerator<RunEvent, Network | undefined> {
  const plan = planRun(network, dataset, recipe);
  const { prunable, stages, keeps } = plan;
  await checkWeights(network);

  const random = new Random(recipe.seed);
  const progress = new Progress(dataset, recipe, stages.length, keeps);
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
        keeps: keeps.get(layer) ?? group.channels,
      })),
    };
    yield clock.enter('baseline', network.name);
    const baselineMeasured = await measure(network, dataset, pass);
    yield { type: 'measured', which: 'baseline', measured: baselineMeasured };

    const pruned = own(cloneNetwork(network));
    for (const { lossAt } of stages) {
      if (!lossAt || !plan.trains) continue;
      const head = buildHead(network, lossAt, random.fork(`head at ${lossAt}`));
      own(head.network);
      heads.push(head);
    }
    const indices = balancedSample(dataset.train, dataset.classes.length, recipe.samples, random.fork('samples'));
    samples = new SelectionSamples(dataset, indices, recipe.batchSize, pass);

    let baseline = network;
    if (plan.trains && recipe.schedule === 'upfront') {
      yield clock.enter('auxiliary', 'all auxiliary heads');
      for (const head of heads) await learnTheta(pruned, head, dataset, indices, pass);
      yield* tune(pruned, heads, recipe.auxiliaryEpochs, 'auxiliary');
      baseline = own(cloneNetwork(pruned));
    }

    for (const stage of stages) {
      const head = heads.find(({ at }) => at === stage.lossAt);
      if (plan.trains && recipe.schedule === 'stagewise') {
        yield clock.enter('auxiliary', stage.lossAt ? `auxiliary head at ${stage.lossAt}` : "the network's own loss");
        if (head) await learnTheta(pruned, head, dataset, indices, pass);
        yield* tune(pruned, head ? [head] : [], recipe.auxiliaryEpochs, 'auxiliary');
        mask(pruned, keptByGroup(prunable, outcomes));
        samples.pruned.restart();
      }
      for (const layer of stage.layers) {
        if (plan.selects(layer)) {
          yield clock.enter('selection', layer.layer);
          yield* select(pruned, baseline, head, layer, samples);
        } else yield keepWhole(layer);
      }
    }

    yield clock.enter('evaluation', 'after surgery');
    result = own(cut(pruned, keptByGroup(prunable, outcomes)));
    if ((await unsoundWeights(result)).length > 0)
      throw new Diverged('selection: a selected weight is no longer a finite number', gentler(recipe));
    const selectedMeasured = await measure(result, dataset, pass);
    yield { type: 'measured', which: 'selected', measured: selectedMeasured };

    let stopped: string | undefined;
    if (plan.trains) {
      yield clock.enter('fine-tuning', 'the pruned network');
      stopped = yield* tuneSoundly(result);
    }
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
        ...(stopped === undefined ? {} : { stopped }),
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
      if (loss !== undefined && !Number.isFinite(loss))
        throw new Diverged(
          `${phase === 'auxiliary' ? 'auxiliary training' : phase}, step ${step}: the loss or a weight is no longer a finite number`,
          gentler(recipe),
        );
      yield progress.advance((auxiliary.length + 1) * progress.trainingStep);
      if (loss !== undefined) yield { type: 'training', phase, step, loss };
    }
  }

  /** Fine-tunes the result. Where it diverges the weights that were last sound come back, and the reason is returned. */
  async function* tuneSoundly(target: Network): AsyncGenerator<RunEvent, string | undefined> {
    const last = new LastSound(target);
    try {
      for await (const event of tune(target, [], recipe.fineTuningEpochs, 'fine-tuning')) {
        if (event.type === 'training') last.keep();
        yield event;
      }
    } catch (error) {
      if (!(error instanceof Diverged)) throw error;
      last.restore();
      yield { type: 'stopped', reason: error.message };
      return error.message;
    } finally {
      last.dispose();
    }
    return undefined;
  }

  function keepWhole({ layer, group }: PrunableLayer): RunEvent {
    const kept = [...Array(group.channels).keys()];
    outcomes.push({ name: layer, channels: group.channels, kept });
    return { type: 'selected', layer, kept };
  }

  async function* select(
    pruned: Network,
    baseline: Network,
    head: AuxiliaryHead | undefined,
    { layer, group, members }: PrunableLayer,
    samples: SelectionSamples,
  ): AsyncGenerator<RunEvent, void> {
    const count = keeps.get(layer) ?? group.channels;
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

/** What to do about numbers that are no longer finite. */
const gentler = ({ learningRate, lambda }: Recipe): string =>
  `lower the learning rate (${learningRate})${lambda > 1 ? ` or lambda (${lambda})` : ''}`;

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
