import * as tf from '@tensorflow/tfjs';
import { balancedSample, batchIndices, makeBatch } from './data/batches';
import type { Dataset } from './data/dataset';
import { fineTune, fineTuningSteps } from './dcp/fineTune';
import { type AuxiliaryHead, buildHead } from './dcp/heads';
import { type CachedBatch, selectChannels } from './dcp/selection';
import { keptCount, stagesOf } from './dcp/stages';
import type { LayerOutcome, Measured, Phase, RunEvent } from './events';
import { execute } from './network/execute';
import { type PrunableLayer, prunableLayers } from './network/groups';
import { cloneNetwork, disposeNetwork, layerOf, type Network, replaceWeight } from './network/network';
import { sizesOf } from './network/sizes';
import { cut, type KeptChannels } from './network/surgery';
import { Random } from './random';
import type { Recipe } from './recipe';
import { evaluate } from './train/evaluate';
import { measureLatency } from './train/latency';

const selectionBatch = 128;
const latencyBatch = 32;
const latencyRuns = 5;

/**
 * Discrimination-aware channel pruning of a network (Algorithm 1), told event by event. Stop pulling to pause;
 * `return()` cancels. The result is the caller's; `network` stays as it is, and nothing else is left behind.
 *
 * @throws if no layer can be pruned or a layer rate names no prunable layer
 */
export async function* prune(network: Network, dataset: Dataset, recipe: Recipe): AsyncGenerator<RunEvent, Network> {
  const prunable = prunableLayers(network);
  if (prunable.length === 0)
    throw new Error(`network "${network.name}" has no layer whose input channels can be pruned`);
  const unknown = Object.keys(recipe.layerRates).find((name) => !prunable.some(({ layer }) => layer === name));
  if (unknown) throw new Error(`layer "${unknown}" has a prune rate of its own but cannot be pruned`);

  const random = new Random(recipe.seed);
  const stages = stagesOf(network, prunable, recipe.losses);
  const counts = new Map(
    prunable.map(({ layer, group }) => [layer, keptCount(group.channels, recipe.layerRates[layer] ?? recipe.rate)]),
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
    const baselineMeasured = await measure(network, dataset);
    yield { type: 'measured', which: 'baseline', measured: baselineMeasured };

    const pruned = own(cloneNetwork(network));
    for (const { lossAt } of stages) {
      if (!lossAt) continue;
      const head = buildHead(network, lossAt, random.fork(`head at ${lossAt}`));
      own(head.network);
      heads.push(head);
    }

    let baseline = network;
    if (recipe.schedule === 'upfront') {
      yield clock.enter('auxiliary', 'all auxiliary heads');
      yield* tune(pruned, heads, recipe.auxiliaryEpochs, 'auxiliary');
      baseline = own(cloneNetwork(pruned));
    }

    const indices = balancedSample(dataset.train, dataset.classes.length, recipe.samples, random.fork('samples'));
    for (const stage of stages) {
      const head = heads.find(({ at }) => at === stage.lossAt);
      if (recipe.schedule === 'stagewise') {
        yield clock.enter('auxiliary', stage.lossAt ? `auxiliary head at ${stage.lossAt}` : "the network's own loss");
        yield* tune(pruned, head ? [head] : [], recipe.auxiliaryEpochs, 'auxiliary');
        maskAgain(pruned, outcomes);
      }
      for (const layer of stage.layers) {
        yield clock.enter('selection', layer.layer);
        yield* select(pruned, baseline, head, layer, indices);
      }
    }

    yield clock.enter('evaluation', 'after surgery');
    result = own(cut(pruned, keptByGroup(prunable, outcomes)));
    const selectedMeasured = await measure(result, dataset);
    yield { type: 'measured', which: 'selected', measured: selectedMeasured };

    yield clock.enter('fine-tuning', 'the pruned network');
    yield* tune(result, [], recipe.fineTuningEpochs, 'fine-tuning');
    yield clock.enter('evaluation', 'the pruned network');
    const prunedMeasured = await measure(result, dataset);
    yield { type: 'measured', which: 'pruned', measured: prunedMeasured };
    yield progress.finish();
    yield {
      type: 'finished',
      report: {
        baseline: baselineMeasured,
        selected: selectedMeasured,
        pruned: prunedMeasured,
        layers: outcomes,
        seconds: clock.seconds(),
        seed: recipe.seed,
        backend: tf.getBackend(),
      },
    };
    owned.delete(result);
    return result;
  } finally {
    for (const made of owned) disposeNetwork(made);
  }

  async function* tune(
    target: Network,
    auxiliary: readonly AuxiliaryHead[],
    epochs: number,
    phase: 'auxiliary' | 'fine-tuning',
  ): AsyncGenerator<RunEvent, void> {
    for await (const { step, loss } of fineTune(target, auxiliary, dataset, recipe, epochs, random.fork(phase))) {
      yield progress.advance((auxiliary.length + 1) * progress.trainingStep);
      if (loss !== undefined) yield { type: 'training', phase, step, loss };
    }
  }

  async function* select(
    pruned: Network,
    baseline: Network,
    head: AuxiliaryHead | undefined,
    { layer, group }: PrunableLayer,
    indices: Uint32Array,
  ): AsyncGenerator<RunEvent, void> {
    const count = counts.get(layer) ?? group.channels;
    const batches = cacheLayer(pruned, baseline, layer, dataset, indices);
    try {
      const steps = selectChannels(pruned, layer, head, batches, {
        count: recipe.method === 'dcp-adapt' ? group.channels : count,
        lambda: recipe.lambda,
        score: recipe.score,
        choose: recipe.method === 'random' ? 'random' : 'largest',
        ...(recipe.method === 'dcp-adapt' ? { epsilon: recipe.epsilon } : {}),
        random: random.fork(`random channels of ${layer}`),
      });
      let step = await steps.next();
      try {
        while (!step.done) {
          yield { type: 'selection', layer, ...step.value };
          if (step.value.step < count) yield progress.advance(1);
          step = await steps.next();
        }
      } finally {
        if (!step.done) await steps.return({ kept: [], weights: new Map() });
      }
      const { kept, weights } = step.value;
      for (const [name, weight] of weights) replaceWeight(pruned, `${layer}/${name}`, weight);
      outcomes.push({ name: layer, channels: group.channels, kept });
      yield { type: 'selected', layer, kept };
    } finally {
      for (const { input, baseline: output, labels } of batches) tf.dispose([input, output, labels]);
    }
  }
}

/** X and O^b of a layer for the selection samples: each prefix runs once a layer. */
function cacheLayer(
  pruned: Network,
  baseline: Network,
  layer: string,
  dataset: Dataset,
  indices: Uint32Array,
): CachedBatch[] {
  const [inputLayer = ''] = layerOf(pruned, layer).inputs;
  return [...batchIndices(indices, selectionBatch)].map((chosen) =>
    tf.tidy(() => {
      const { images, labels } = makeBatch(dataset, dataset.train, chosen);
      const [input] = execute(pruned, { [pruned.input]: images }, [inputLayer]);
      const [output] = execute(baseline, { [baseline.input]: images }, [layer]);
      return { input: input as tf.Tensor4D, baseline: output as tf.Tensor4D, labels };
    }),
  );
}

/** Fine-tuning moves the zeros of layers already pruned; this puts them back. */
function maskAgain(pruned: Network, outcomes: readonly LayerOutcome[]): void {
  for (const { name, channels, kept } of outcomes) {
    const flags = Float32Array.from({ length: channels }, (_, channel) => (kept.includes(channel) ? 1 : 0));
    const kernel = pruned.weights.get(`${name}/kernel`)!;
    replaceWeight(
      pruned,
      `${name}/kernel`,
      tf.tidy(() => tf.mul(kernel, tf.tensor(flags, [1, 1, channels, 1]))),
    );
  }
}

function keptByGroup(prunable: readonly PrunableLayer[], outcomes: readonly LayerOutcome[]): KeptChannels {
  const kept = new Map(outcomes.map((outcome) => [outcome.name, outcome.kept]));
  return new Map(prunable.map(({ layer, group }) => [group.name, kept.get(layer) ?? []]));
}

async function measure(network: Network, dataset: Dataset): Promise<Measured> {
  return {
    accuracy: await evaluate(network, dataset, dataset.test),
    latency: await measureLatency(network, latencyBatch, latencyRuns),
    ...sizesOf(network),
  };
}

/** Work done and to do, in units of one selected channel. */
class Progress {
  /** A training step in units of a selection step, which is about two passes over the samples. */
  readonly trainingStep: number;
  private done = 0;
  private readonly total: number;

  constructor(dataset: Dataset, recipe: Recipe, stages: number, counts: ReadonlyMap<string, number>) {
    this.trainingStep = recipe.batchSize / (recipe.samples / 2 + 1);
    const channels = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const auxiliary = fineTuningSteps(dataset, recipe, recipe.auxiliaryEpochs) * (2 * stages - 1);
    const upfront = fineTuningSteps(dataset, recipe, recipe.auxiliaryEpochs) * stages;
    const final = fineTuningSteps(dataset, recipe, recipe.fineTuningEpochs);
    this.total = channels + ((recipe.schedule === 'upfront' ? upfront : auxiliary) + final) * this.trainingStep;
  }

  advance(units: number): RunEvent {
    this.done = Math.min(this.total, this.done + units);
    return { type: 'progress', done: this.done, total: this.total };
  }

  finish(): RunEvent {
    return this.advance(this.total);
  }
}

/** Seconds spent in each phase. */
class PhaseClock {
  private readonly spent: Record<Phase, number> = {
    baseline: 0,
    auxiliary: 0,
    selection: 0,
    'fine-tuning': 0,
    evaluation: 0,
  };
  private current: Phase | undefined;
  private since = 0;

  enter(phase: Phase, detail: string): RunEvent {
    this.settle();
    this.current = phase;
    return { type: 'phase', phase, detail };
  }

  seconds(): Record<Phase, number> {
    this.settle();
    return { ...this.spent };
  }

  private settle(): void {
    const now = performance.now();
    if (this.current) this.spent[this.current] += (now - this.since) / 1000;
    this.since = now;
  }
}
