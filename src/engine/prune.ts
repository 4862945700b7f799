import * as tf from '@tensorflow/tfjs';
import { freeing } from './backend/lost';
import { type Checkpoint, proceed } from './checkpoint';
import { balancedSample } from './data/batches';
import type { Dataset } from './data/dataset';
import { fineTune } from './dcp/fineTune';
import { type AuxiliaryHead, buildHead, learnTheta } from './dcp/heads';
import { disposeProblem, layerProblem } from './dcp/layerProblem';
import { SelectionSamples } from './dcp/samples';
import { type ScoringMember, type Selection, selectChannels } from './dcp/selection';
import type { LayerOutcome, Measured, RunEvent } from './events';
import { memoryBudget } from './memory/budget';
import { trainingPart } from './memory/passes';
import { planMemory } from './memory/planMemory';
import { withinMemory } from './memory/withinMemory';
import type { ChannelGroup } from './network/groups';
import { cloneNetwork, disposeNetwork, type Network, replaceWeight } from './network/network';
import { keptSets, type PrunableLayer } from './network/prunable';
import { sizesOf } from './network/sizes';
import { cut, type KeptChannels, mask } from './network/surgery';
import { checkWeights, planRun } from './plan';
import { PhaseClock, Progress, WorkClock } from './progress';
import { Random } from './random';
import type { Recipe } from './recipe';
import { evaluating } from './train/evaluate';
import { Diverged, LastSound, unsoundWeights } from './train/finite';
import { compareLatency } from './train/latency';
import { Work } from './work';

/**
 * Discrimination-aware channel pruning of a network (Algorithm 1), told event by event. `return(undefined)` between two
 * events cancels. The result is the caller's; `network` stays as it is, and nothing else is left behind.
 *
 * @param checkpoint passed once a batch in every phase: holding it pauses the run, and what it throws ends the run
 * @param budget bytes of memory that it may take
 * @throws InputError if there is nothing to prune, nothing to prune by, or not even single images fit in memory; Diverged if
 * the numbers of a phase are no longer finite, but for fine-tuning: that stops there, and the result has the weights that
 * were last sound; OutOfMemory if memory ends under way
 */
export function prune(
  network: Network,
  dataset: Dataset,
  recipe: Recipe,
  checkpoint: Checkpoint = proceed,
  budget = memoryBudget,
): AsyncGenerator<RunEvent, Network | undefined> {
  return withinMemory(algorithm(network, dataset, recipe, checkpoint, budget));
}

async function* algorithm(
  network: Network,
  dataset: Dataset,
  recipe: Recipe,
  checkpoint: Checkpoint,
  budget: number,
): AsyncGenerator<RunEvent, Network | undefined> {
  const plan = planRun(network, dataset, recipe);
  const { prunable, stages, keeps } = plan;
  const selecting = stages.map((stage) => ({ ...stage, layers: stage.layers.filter(plan.selects) }));
  const memory = planMemory(network, selecting, dataset, recipe, budget);
  await checkWeights(network);

  const random = new Random(recipe.seed);
  const work = new Work(network, dataset, recipe, plan);
  const workClock = new WorkClock(checkpoint);
  const { pass } = workClock;
  const progress = new Progress(workClock, work.totals());
  const clock = new PhaseClock(workClock);
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
      losses: plan.trains ? stages.flatMap(({ lossAt }) => lossAt ?? []) : [],
    };
    yield { type: 'memory', use: memory.use };
    yield clock.enter('baseline', network.name);
    const baselineMeasured = yield* measure(network, 'whole');
    yield { type: 'measured', which: 'baseline', measured: baselineMeasured };

    const pruned = own(cloneNetwork(network));
    for (const { lossAt } of stages) {
      if (!lossAt || !plan.trains) continue;
      const head = buildHead(network, lossAt, random.fork(`head at ${lossAt}`));
      own(head.network);
      heads.push(head);
    }
    const indices = balancedSample(dataset.train, dataset.classes.length, recipe.samples, random.fork('samples'));
    samples = new SelectionSamples(dataset, indices, recipe.batchSize, pass, memory.selection);

    let baseline = network;
    if (plan.trains && recipe.schedule === 'upfront') {
      yield clock.enter('auxiliary', 'all auxiliary heads');
      for (const head of heads) yield await learnHead(pruned, head, indices);
      yield* tune(pruned, heads, recipe.auxiliaryEpochs, 'auxiliary');
      baseline = own(cloneNetwork(pruned));
    }

    for (const stage of stages) {
      const head = heads.find(({ at }) => at === stage.lossAt);
      if (plan.trains && recipe.schedule === 'stagewise') {
        yield clock.enter('auxiliary', stage.lossAt ? `auxiliary head at ${stage.lossAt}` : "the network's own loss");
        if (head) yield await learnHead(pruned, head, indices);
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
    const selectedMeasured = yield* measure(result, 'pruned');
    yield { type: 'measured', which: 'selected', measured: selectedMeasured };

    let stopped: string | undefined;
    if (plan.trains) {
      yield clock.enter('fine-tuning', 'the pruned network');
      stopped = yield* tuneSoundly(result);
    }
    yield clock.enter('evaluation', 'the pruned network');
    const prunedMeasured = yield* measure(result, 'pruned');
    yield { type: 'measured', which: 'pruned', measured: prunedMeasured };
    yield clock.enter('evaluation', 'latency');
    const latency = await compareLatency(network, result, pass, budget);
    yield progress.advance('latency', work.latency());
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
    await freeing(() => {
      samples?.dispose();
      for (const made of owned) disposeNetwork(made);
    });
  }

  async function* measure(measured: Network, which: 'whole' | 'pruned'): AsyncGenerator<RunEvent, Measured> {
    const accuracy = yield* evaluating(measured, dataset, dataset.test, {
      pass,
      budget,
      tell: (images) => progress.advance('evaluation', work.inference(images, which)),
    });
    const images = dataset.test.labels.length;
    return { accuracy, images, isAgreement: dataset.isPredicted ?? false, ...sizesOf(measured) };
  }

  async function learnHead(target: Network, head: AuxiliaryHead, indices: Uint32Array): Promise<RunEvent> {
    await learnTheta(target, head, dataset, indices, pass, memory.features);
    return progress.advance('heads', work.theta(head.at));
  }

  async function* tune(
    target: Network,
    auxiliary: readonly AuxiliaryHead[],
    epochs: number,
    phase: 'auxiliary' | 'fine-tuning',
  ): AsyncGenerator<RunEvent, void> {
    const heads = auxiliary.map(({ at }) => at);
    const stepWork = work.trainingStep(heads, phase === 'auxiliary' ? 'whole' : 'pruned');
    const part = trainingPart(target, heads, recipe.batchSize, budget);
    const tuned = { network: target, heads: auxiliary, part };
    for await (const { step, loss } of fineTune(tuned, dataset, recipe, epochs, random.fork(phase))) {
      await pass();
      if (loss !== undefined && !Number.isFinite(loss))
        throw new Diverged(
          `${phase === 'auxiliary' ? 'auxiliary training' : phase}, step ${step}: the loss or a weight is no longer a finite number`,
          gentler(recipe),
        );
      yield progress.advance(phase, stepWork);
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
      await freeing(() => last.dispose());
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
    const scoring: ScoringMember[] = [];
    try {
      for (const { layer: member, channels } of members)
        scoring.push({ channels, problem: await layerProblem(pruned, baseline, member, head, samples) });
      const selection = yield* choose(scoring, layer, group);
      for (const { layer: member, kernel, bias } of selection?.weights ?? []) {
        replaceWeight(pruned, `${member}/kernel`, kernel);
        if (pruned.weights.has(`${member}/bias`)) replaceWeight(pruned, `${member}/bias`, bias);
        else bias.dispose();
      }
      const kept = selection?.kept ?? [];
      outcomes.push({ name: layer, channels: group.channels, kept });
      yield { type: 'selected', layer, kept };
    } finally {
      await freeing(() => {
        for (const { problem } of scoring) disposeProblem(problem);
        if (members.length > 1) samples.pruned.restart();
      });
    }
  }

  async function* choose(
    scoring: readonly ScoringMember[],
    layer: string,
    group: ChannelGroup,
  ): AsyncGenerator<RunEvent, Selection | undefined> {
    const isAdapt = recipe.method === 'dcp-adapt';
    const steps = selectChannels(scoring, {
      count: isAdapt ? group.channels : (keeps.get(layer) ?? group.channels),
      channelsPerStep: recipe.channelsPerStep,
      lambda: recipe.lambda,
      score: recipe.score,
      choose: recipe.method === 'random' ? 'random' : 'largest',
      ...(isAdapt ? { epsilon: recipe.epsilon } : {}),
      keepOneOf: keptSets(group),
      random: random.fork(`random channels of ${layer}`),
      pass,
    });
    const toDo = [...(work.selection.get(layer) ?? [])];
    try {
      let step = await steps.next();
      for (; !step.done; step = await steps.next()) {
        yield { type: 'selection', layer, ...step.value };
        yield progress.advance('selection', toDo.shift() ?? 0);
      }
      for (const left of toDo) yield progress.advance('selection', left);
      return step.value;
    } finally {
      await freeing(async () => {
        await steps.return(undefined);
      });
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
