import * as tf from '@tensorflow/tfjs';
import { type Checkpoint, proceed } from '../checkpoint';
import { batchIndices, makeImages, makeLabels } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { execute, imageFeeds, layersBetween } from '../network/execute';
import type { Network } from '../network/network';

/** How samples stay in memory while channels are selected. */
export interface SelectionPlan {
  /** Images that are in hand at a time: a batch is computed in parts of so many. */
  readonly part: number;
  /** By the convolution that selects. */
  readonly layers: ReadonlyMap<string, Kept>;
}

/** What stays in memory of a layer's samples. */
export interface Kept {
  /** Inputs as Winograd tiles, where these suit. */
  readonly tiles: boolean;
  /** What both networks have computed up to the layer, for the next layers to go on from. */
  readonly prefix: boolean;
  /** Samples whose inputs stay, all if there is a prefix; those of the others are computed anew at every visit. */
  readonly samples: number;
}

const everything: Kept = { tiles: true, prefix: true, samples: Number.POSITIVE_INFINITY };

/** The images that channels are selected on, and how far two networks have run on them. The caller owns it. */
export class SelectionSamples {
  /** Parts that are computed at a time: indices among the training images. */
  readonly parts: readonly Uint32Array[];
  /** The parts, by number, that a step of the sub-problem sees. */
  readonly batches: ReadonlyArray<readonly number[]>;
  readonly pruned: Prefix;
  readonly baseline: Prefix;

  /**
   * @param indices of the samples among the training images
   * @param batchSize samples that a step of the sub-problem sees
   * @param pass where work on the samples looks up, once a part
   * @param plan all in memory, a batch at a time, if absent
   */
  constructor(
    private readonly dataset: Dataset,
    readonly indices: Uint32Array,
    batchSize: number,
    readonly pass: Checkpoint = proceed,
    private readonly plan: SelectionPlan = { part: batchSize, layers: new Map() },
  ) {
    const batches = [...batchIndices(indices, batchSize)].map((batch) => [...batchIndices(batch, plan.part)]);
    this.parts = batches.flat();
    let next = 0;
    this.batches = batches.map((parts) => parts.map(() => next++));
    const images = (part: number) => this.images(part);
    this.pruned = new Prefix(this.parts.length, images, pass);
    this.baseline = new Prefix(this.parts.length, images, pass);
  }

  /** What stays in memory while a layer's channels are selected. */
  keptOf(layer: string): Kept {
    return this.plan.layers.get(layer) ?? everything;
  }

  /** One-hot: [N, classes]; the caller owns them. */
  labels(part: number): tf.Tensor2D {
    return makeLabels(this.dataset, this.dataset.train, this.parts[part]!);
  }

  /** What layers put out for a part, from the images on; the caller owns it. */
  outputs(network: Network, part: number, names: readonly string[]): tf.Tensor[] {
    return tf.tidy(() => execute(network, imageFeeds(network, this.images(part)), names).map(tf.clone));
  }

  /** As the network wants them: [N, height, width, channels]; the caller owns them. */
  images(part: number): tf.Tensor4D {
    return makeImages(this.dataset, this.dataset.train, this.parts[part]!);
  }

  dispose(): void {
    this.pruned.restart();
    this.baseline.restart();
  }
}

/**
 * What layers before a cut put out for all samples. As the cut moves on from layer to layer, the network runs on from
 * the last one: no prefix is computed twice.
 */
class Prefix {
  private outputs: Array<Record<string, tf.Tensor>> = [];

  constructor(
    private readonly count: number,
    private readonly images: (part: number) => tf.Tensor4D,
    private readonly pass: Checkpoint,
  ) {}

  /** Forgets what has run: weights of the prefix have changed. */
  restart(): void {
    for (const outputs of this.outputs) tf.dispose(Object.values(outputs));
    this.outputs = [];
  }

  /** Stands where another prefix stands: up to there both networks have the same weights. */
  copyFrom({ outputs }: Prefix): void {
    this.restart();
    this.outputs = outputs.map((part) =>
      Object.fromEntries(Object.entries(part).map(([name, tensor]) => [name, tf.clone(tensor)])),
    );
  }

  /**
   * Runs on to a layer.
   *
   * @param network whose layers before `layer` have the weights that they had when the prefix ran
   * @returns for every part the outputs of `wanted`, layers before the cut; the caller owns them
   */
  async runTo(network: Network, layer: string, wanted: readonly string[]): Promise<tf.Tensor[][]> {
    const names = [...new Set([...frontier(network, layer), ...wanted])];
    if (!this.reaches(network, names)) this.restart();
    try {
      for (let part = 0; part < this.count; part++) {
        await this.pass();
        const feeds = this.outputs[part] ?? imageFeeds(network, this.images(part));
        const outputs = tf.tidy(() => execute(network, feeds, names).map(tf.clone));
        tf.dispose(Object.values(feeds));
        this.outputs[part] = Object.fromEntries(names.map((name, index) => [name, outputs[index]!]));
      }
    } catch (error) {
      this.restart();
      throw error;
    }
    return this.outputs.map((outputs) => wanted.map((name) => tf.clone(outputs[name]!)));
  }

  /** Whether the layers can be computed from what has run. */
  private reaches(network: Network, names: readonly string[]): boolean {
    const [first] = this.outputs;
    if (!first) return false;
    const needed = layersBetween(network, new Set(Object.keys(first)), names);
    return !network.layers.some(({ name, inputs }) => inputs.length === 0 && needed.has(name));
  }
}

/** Outputs of the layers before a layer that it or those behind it read. */
export function frontier(network: Pick<Network, 'layers'>, layer: string): string[] {
  const at = network.layers.findIndex(({ name }) => name === layer);
  const before = new Set(network.layers.slice(0, at).map(({ name }) => name));
  const read = new Set(network.layers.slice(at).flatMap(({ inputs }) => inputs));
  return [...read].filter((name) => before.has(name));
}
