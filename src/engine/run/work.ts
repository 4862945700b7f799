import { channelGraph } from '../channels/channelGraph';
import { isPlainConvolution, type PrunableGroup } from '../channels/prunableGroups';
import type { Dataset } from '../data/dataset';
import { kindOf } from '../network/layers';
import type { Network } from '../network/network';
import { inputShapes, outputShapes } from '../network/shapes';
import type { Recipe } from '../recipe/recipe';
import { evaluationBatch } from '../train/evaluate';
import { fineTuningSteps } from '../train/fineTune';
import { thetaSteps } from '../train/heads';
import { latencyBatch, mostRuns } from '../train/latency';
import type { MemoryUse } from './events';
import type { Plan } from './plan';

/** Kinds of work that a machine is quick at, each in its own way. */
export const workKinds = ['evaluation', 'heads', 'auxiliary', 'selection', 'fine-tuning', 'latency'] as const;
export type WorkKind = (typeof workKinds)[number];

/** Reading and writing an entry, and calling a layer for a batch, in multiply-adds. */
const [entryCost, callCost] = [8, 3e5];
/** Timing large networks ends early: about the multiply-adds that it gets to. */
const mostLatency = 2e11;

/** Which network runs: as it came, or as it will be when its channels are cut. */
type Which = 'whole' | 'pruned';

interface LayerCost {
  readonly name: string;
  /** Of the output. */
  readonly channels: number;
  /** For one image. */
  readonly whole: number;
  readonly pruned: number;
}

/**
 * What a run will do and its pieces, in multiply-adds, from what the layers compute: right in proportion, and roughly.
 * What backward passes, kernels and memory make of it is left to what is measured.
 */
export class Work {
  /** Every selected layer's steps, the first of which gets the samples to the layer as well. */
  readonly selection: ReadonlyMap<string, readonly number[]>;
  private readonly layers: readonly LayerCost[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly samples: number;
  private readonly batches: number;

  /** @param recomputed layers of whose samples only some stay in memory: the others are computed anew in every pass */
  constructor(
    network: Network,
    private readonly dataset: Dataset,
    private readonly recipe: Recipe,
    private readonly plan: Plan,
    private readonly recomputed: MemoryUse['recomputed'] = [],
  ) {
    this.layers = layerCosts(network, plan);
    this.places = new Map(this.layers.map(({ name }, place) => [name, place]));
    this.samples = Math.min(recipe.samples, dataset.train.labels.length);
    this.batches = Math.ceil(this.samples / recipe.batchSize);
    this.selection = this.selections();
  }

  /** All that the run does. */
  totals(): Record<WorkKind, number> {
    const { dataset, recipe, plan } = this;
    const tested = dataset.test.labels.length;
    const evaluation = this.inference(tested, 'whole') + 2 * this.inference(tested, 'pruned');
    const latency = this.latency();
    if (!plan.trains) return { evaluation, latency, heads: 0, auxiliary: 0, selection: 0, 'fine-tuning': 0 };
    const heads = plan.stages.flatMap(({ lossAt }) => lossAt ?? []);
    const trainings =
      recipe.schedule === 'upfront' ? [heads] : plan.stages.map(({ lossAt }) => (lossAt ? [lossAt] : []));
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    return {
      evaluation,
      latency,
      heads: sum(heads.map((at) => this.theta(at))),
      auxiliary:
        fineTuningSteps(dataset, recipe, recipe.auxiliaryEpochs) *
        sum(trainings.map((at) => this.trainingStep(at, 'whole'))),
      selection: sum([...this.selection.values()].flat()),
      'fine-tuning': fineTuningSteps(dataset, recipe, recipe.fineTuningEpochs) * this.trainingStep([], 'pruned'),
    };
  }

  /** Classifying images. */
  inference(images: number, which: Which): number {
    return this.forward(this.layers, images, Math.ceil(images / evaluationBatch), which);
  }

  /** Timing both networks. */
  latency(): number {
    const run = this.inference(latencyBatch, 'whole') + this.inference(latencyBatch, 'pruned');
    return Math.min(mostLatency, (mostRuns + 1) * run);
  }

  /** Learning theta of the head at a layer. */
  theta(at: string): number {
    const last = this.layers[this.placeOf(at)];
    const step = 6 * this.samples * (last?.channels ?? 1) * this.dataset.classes.length + 10 * callCost;
    return this.forward(this.layersTo(at), this.samples, this.batches, 'whole') + thetaSteps * step;
  }

  /** A step of training with heads at some layers. */
  trainingStep(heads: readonly string[], which: Which): number {
    const parts = [this.layers, ...heads.map((at) => this.layersTo(at))];
    return 3 * parts.reduce((sum, part) => sum + this.forward(part, this.recipe.batchSize, 1, which), 0);
  }

  private selections(): Map<string, number[]> {
    const steps = new Map<string, number[]>();
    let from = 0;
    for (const stage of this.plan.stages) {
      if (this.recipe.schedule === 'stagewise') from = 0;
      for (const layer of stage.layers) {
        if (!this.plan.selects(layer)) continue;
        steps.set(layer.id, this.selectionSteps(layer, stage.lossAt, from));
        from = Math.max(...layer.readers.map((reader) => this.placeOf(reader.layer)));
      }
    }
    return steps;
  }

  /** @param from place of the layer that the samples are at */
  private selectionSteps(
    { id: layer, readers, group }: PrunableGroup,
    lossAt: string | undefined,
    from: number,
  ): number[] {
    const places = readers.map((reader) => this.placeOf(reader.layer));
    const end = lossAt === undefined ? this.layers.length : this.placeOf(lossAt) + 1;
    const forward = (first: number, last: number) =>
      this.forward(this.layers.slice(first, last), this.samples, this.batches, 'whole');
    const own = places.reduce((sum, place) => sum + forward(place, place + 1), 0);
    const tails = places.reduce((sum, place) => sum + forward(place + 1, end), 0);
    const keeps = this.plan.keeps.get(layer) ?? group.channels;
    const kept = this.recomputed.find((one) => one.layer === layer)?.kept ?? this.samples;
    const again = 4 * (1 - kept / this.samples) * places.reduce((sum, place) => sum + forward(0, place), 0);
    const steps = Array.from({ length: Math.ceil(keeps / this.recipe.channelsPerStep) }, (_, step) => {
      const selected = Math.min(keeps, (step + 1) * this.recipe.channelsPerStep) / group.channels;
      return own * (1 + 2 * selected) + 4 * tails + again;
    });
    const preparation = 2 * forward(from, Math.max(...places) + 1);
    return steps.map((step, index) => (index === 0 ? step + preparation : step));
  }

  private placeOf(layer: string): number {
    return this.places.get(layer) ?? 0;
  }

  private layersTo(layer: string): readonly LayerCost[] {
    return this.layers.slice(0, this.placeOf(layer) + 1);
  }

  private forward(layers: readonly LayerCost[], images: number, batches: number, which: Which): number {
    return layers.reduce((sum, cost) => sum + images * cost[which] + batches * callCost, 0);
  }
}

function layerCosts(network: Network, plan: Plan): LayerCost[] {
  const shapes = outputShapes(network);
  const { outputs } = channelGraph(network);
  const shares = new Map(
    plan.prunable.map(({ id, group }) => [group.name, (plan.keeps.get(id) ?? group.channels) / group.channels]),
  );
  const shareOf = (name: string): number => shares.get(outputs.get(name)?.group.name ?? '') ?? 1;
  return network.layers.map((layer): LayerCost => {
    const { name, inputs, className, config } = layer;
    const shape = shapes.get(name) ?? [];
    const [input] = inputShapes(inputs, shapes);
    const flops = input ? kindOf(layer).flops(config, input, shape) : 0;
    const entries = entryCost * shape.slice(1).reduce((product, size) => product * size, 1);
    const [from] = inputs;
    const mixes = from !== undefined && (isPlainConvolution(layer) || className === 'Dense');
    const made = shareOf(name);
    return {
      name,
      channels: shape.at(-1) ?? 1,
      whole: flops + entries,
      pruned: flops * made * (mixes ? shareOf(from) : 1) + entries * made,
    };
  });
}
