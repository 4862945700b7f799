import * as tf from '@tensorflow/tfjs';
import { channelGraph } from '../channels/channelGraph';
import { kindOf } from '../network/layers';
import { inputShapes, outputShapes } from '../network/shapes';
import { evaluationBatch } from '../train/evaluate';
import { fineTuningSteps, taughtSteps } from '../train/fineTune';
import { mostRuns } from '../train/latency';
import { latencyBatches } from '../train/latencyBatches';
import { lossesOfLastTraining, type Outline } from './outline';
import type { Scope } from './scope';
import { type Units, type WorkKind, workKinds } from './workKinds';

/** Reading and writing an entry, in multiply-adds. */
const entryCost = 8;
/** Calling a layer for a batch on a processor, in multiply-adds. */
const processorCall = 3e5;
/** Handing a shader over to a GPU, in the multiply-adds that it has done meanwhile. */
const shaderCost = 4e7;
/** Shaders for each call of a layer, by kind of work: counted on small networks of the VGG, ResNet and MobileNet type. */
const shadersOfCall: Readonly<Record<WorkKind, number>> = {
  ...{ evaluation: 1, sensitivity: 1, heads: 1, latency: 0.8 },
  ...{ auxiliary: 2.3, selection: 1, 'fine-tuning': 2.3 },
};
/** Shaders that a GPU could have had in a step of choosing channels, which reads back what it decides by: from runs on an H100. */
const shadersOfChoice = 1000;
const gpus = new Set(['webgpu', 'webgl']);
const isGpu = (): boolean => gpus.has(tf.getBackend());

/** Calling a layer for a batch, in multiply-adds: a GPU waits for the layer's shaders. */
export const callCost = (kind: WorkKind): number => (isGpu() ? shadersOfCall[kind] * shaderCost : processorCall);

/** A step of choosing channels, beside its calls of layers, in multiply-adds. */
export const choiceCost = (): number => (isGpu() ? shadersOfChoice * shaderCost : 0);

/** A multiply-add outside of the backend, in doubles, in those of the backend. */
export const scalarCost = (): number => (isGpu() ? 600 : 80);
/** Timing large networks ends early: about the multiply-adds that it gets to, for each size of batch. */
const mostLatency = 1.3e11;

/** Some work and other work. */
export function addUnits(...parts: readonly Units[]): Units {
  const sum: Partial<Record<WorkKind, number>> = {};
  for (const part of parts) for (const kind of workKinds) sum[kind] = (sum[kind] ?? 0) + (part[kind] ?? 0);
  return sum;
}

/** The same work so many times, or a share of it. */
export const timesUnits = (times: number, units: Units): Units =>
  Object.fromEntries(workKinds.map((kind) => [kind, times * (units[kind] ?? 0)]));

/** Which network runs: as it came, or as it will be when its channels are cut. */
export type Which = 'whole' | 'pruned';

/** Images that pass through layers. */
interface Passing {
  readonly images: number;
  /** In so many batches, or as evaluation takes them. */
  readonly batches?: number;
  /** Through the network as it came, if absent. */
  readonly which?: Which;
}

interface LayerWork {
  readonly name: string;
  /** Of the output. */
  readonly channels: number;
  /** For one image. */
  readonly whole: number;
  readonly pruned: number;
}

/**
 * What a run's passes through its network take, in multiply-adds, from what the layers compute: right in proportion, and
 * roughly. What backward passes, kernels and memory make of it is left to what is measured.
 */
export class Work {
  readonly layers: readonly LayerWork[];
  private readonly places: ReadonlyMap<string, number>;

  /** @param keepsChannels whether the pruned network has the widths of the one that came */
  constructor(
    private readonly scope: Scope,
    keepsChannels = false,
  ) {
    this.layers = layersOf(keepsChannels ? { ...scope, groups: [] } : scope);
    this.places = new Map(this.layers.map(({ name }, place) => [name, place]));
  }

  /** All that a run does which makes one network. */
  totals(outline: Outline): Units {
    return addUnits(this.opening(), this.attempt(outline), this.ending());
  }

  /** Measuring the network as it came. */
  opening(): Units {
    return { evaluation: this.inference(this.scope.dataset.test.labels.length, 'whole') + this.mirroring() };
  }

  /** Making one network: what the method does, and fine-tuning. */
  attempt(outline: Outline): Units {
    if (this.scope.prunedGroups.length === 0) return outline.work;
    return addUnits(outline.work, this.fineTuning(outline));
  }

  /** Fine-tuning that network, once. */
  fineTuning(outline: Outline): Units {
    const { dataset, recipe } = this.scope;
    const heads = lossesOfLastTraining(outline);
    const taught = outline.training?.isFresh ? 0 : taughtSteps(dataset, recipe);
    const untaught = fineTuningSteps(dataset, recipe, recipe.fineTuningEpochs) - taught;
    return addUnits(this.watching(), {
      'fine-tuning': taught * this.fineTuningStep(true, heads) + untaught * this.fineTuningStep(false, heads),
    });
  }

  /** Measuring that network, before and after fine-tuning and in fewer bits. */
  ending(): Units {
    const tested = this.inference(this.scope.dataset.test.labels.length, 'pruned');
    const latency = latencyBatches.reduce((sum, images) => sum + this.latency(images), 0);
    return addUnits({ evaluation: 2 * tested, latency }, this.scratch(tested), this.compressions(tested));
  }

  /** Training the same widths from scratch and measuring them, if that is asked for. */
  private scratch(evaluation: number): Units {
    const { dataset, recipe, trainsScratch, prunedGroups } = this.scope;
    if (!trainsScratch || prunedGroups.length === 0) return {};
    const steps = fineTuningSteps(dataset, recipe, recipe.fineTuningEpochs);
    return addUnits({ evaluation, 'fine-tuning': steps * this.trainingStep([], 'pruned') }, this.watching());
  }

  /** Looking at accuracy before the first epoch of the last training and after each, beside the opened network's. */
  private watching(): Units {
    const { watched, recipe } = this.scope;
    const images = watched.labels.length;
    const times = recipe.fineTuningEpochs + 1;
    return { evaluation: this.inference(images, 'whole') + times * this.inference(images, 'pruned') };
  }

  /** Storing the pruned network in fewer bits, if that is asked for. */
  private compressions(tested: number): Units {
    const { times, epochs } = this.scope.compressions ?? { times: 0, epochs: 0 };
    const { dataset, recipe } = this.scope;
    const steps = fineTuningSteps(dataset, recipe, epochs);
    const taught = taughtSteps(dataset, { ...recipe, fineTuningEpochs: epochs });
    const training = taught * this.fineTuningStep(true, []) + (steps - taught) * this.fineTuningStep(false, []);
    return { evaluation: times * tested, 'fine-tuning': training };
  }

  /** Classifying images. */
  inference(images: number, which: Which): number {
    return this.forward('evaluation', this.layers, { images, which });
  }

  /** Timing both networks on batches of so many images. */
  latency(images: number): number {
    const runs = (['whole', 'pruned'] as const).map((which) =>
      this.forward('latency', this.layers, { images, batches: 1, which }),
    );
    const run = runs.reduce((sum, one) => sum + one);
    return Math.min(mostLatency, (mostRuns + 1) * run);
  }

  /** Answering validation images plain and mirrored, if that decides. */
  mirroring(): number {
    const { validation, recipe, prunedGroups } = this.scope;
    if (recipe.mirror !== 'auto' || prunedGroups.length === 0) return 0;
    return 2 * this.inference(validation.labels.length, 'whole');
  }

  /** A step of the training after surgery, with heads at some layers. @param isTaught a teacher answers before it */
  fineTuningStep(isTaught: boolean, heads: readonly string[]): number {
    const batch = { images: this.scope.recipe.batchSize, batches: 1 };
    const answers = isTaught ? this.forward('fine-tuning', this.layers, batch) : 0;
    return this.trainingStep(heads, 'pruned') + answers;
  }

  /** A step of training with heads at some layers. */
  trainingStep(heads: readonly string[], which: Which): number {
    const parts = [this.layers, ...heads.map((at) => this.layersTo(at))];
    const batch = { images: this.scope.recipe.batchSize, batches: 1, which };
    return 3 * parts.reduce((sum, part) => sum + this.forward('fine-tuning', part, batch), 0);
  }

  /** Passing images through layers, as part of a kind of work. */
  forward(kind: WorkKind, layers: readonly LayerWork[], { images, batches, which = 'whole' }: Passing): number {
    const calls = batches ?? Math.ceil(images / evaluationBatch);
    return layers.reduce((sum, layer) => sum + images * layer[which] + calls * callCost(kind), 0);
  }

  placeOf(layer: string): number {
    return this.places.get(layer) ?? 0;
  }

  /** The layers up to one, which is among them. */
  layersTo(layer: string): readonly LayerWork[] {
    return this.layers.slice(0, this.placeOf(layer) + 1);
  }
}

function layersOf({ network, groups, counts }: Scope): LayerWork[] {
  const shapes = outputShapes(network);
  const { outputs } = channelGraph(network);
  const shares = new Map(groups.map(({ id, group }) => [group.name, (counts.get(id) ?? 1) / group.channels]));
  const shareOf = (name: string): number => shares.get(outputs.get(name)?.group.name ?? '') ?? 1;
  return network.layers.map((layer): LayerWork => {
    const { name, inputs, config } = layer;
    const shape = shapes.get(name) ?? [];
    const [input] = inputShapes(inputs, shapes);
    const flops = input ? kindOf(layer).flops(config, input, shape) : 0;
    const entries = entryCost * shape.slice(1).reduce((product, size) => product * size, 1);
    const [from] = inputs;
    const mixes = from !== undefined && kindOf(layer).mixes;
    const made = shareOf(name);
    return {
      name,
      channels: shape.at(-1) ?? 1,
      whole: flops + entries,
      pruned: flops * made * (mixes ? shareOf(from) : 1) + entries * made,
    };
  });
}
