import * as tf from '@tensorflow/tfjs';
import { type Checkpoint, proceed } from '../checkpoint';
import { batchIndices, makeImages, makeLabels } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { execute, imageFeeds, layersBetween } from '../network/execute';
import type { Network } from '../network/network';

/** The images that channels are selected on, and how far two networks have run on them. The caller owns it. */
export class SelectionSamples {
  readonly batches: readonly Uint32Array[];
  readonly pruned: Prefix;
  readonly baseline: Prefix;

  /**
   * @param indices of the samples among the training images
   * @param batchSize samples that a step of the sub-problem sees
   * @param pass where work on the samples looks up, once a batch
   */
  constructor(
    private readonly dataset: Dataset,
    indices: Uint32Array,
    batchSize: number,
    readonly pass: Checkpoint = proceed,
  ) {
    this.batches = [...batchIndices(indices, batchSize)];
    const images = (batch: number) => makeImages(dataset, dataset.train, this.batches[batch]!);
    this.pruned = new Prefix(this.batches.length, images, pass);
    this.baseline = new Prefix(this.batches.length, images, pass);
  }

  /** One-hot: [N, classes]; the caller owns them. */
  labels(batch: number): tf.Tensor2D {
    return makeLabels(this.dataset, this.dataset.train, this.batches[batch]!);
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
export class Prefix {
  private outputs: Array<Record<string, tf.Tensor>> = [];

  constructor(
    private readonly count: number,
    private readonly images: (batch: number) => tf.Tensor4D,
    private readonly pass: Checkpoint,
  ) {}

  /** Forgets what has run: weights of the prefix have changed. */
  restart(): void {
    for (const outputs of this.outputs) tf.dispose(Object.values(outputs));
    this.outputs = [];
  }

  /** Stands where another prefix stands: up to there both networks have the same weights. */
  follow({ outputs }: Prefix): void {
    this.restart();
    this.outputs = outputs.map((batch) =>
      Object.fromEntries(Object.entries(batch).map(([name, tensor]) => [name, tf.clone(tensor)])),
    );
  }

  /**
   * Runs on to a layer.
   *
   * @param network whose layers before `layer` have the weights that they had when the prefix ran
   * @returns for every batch the outputs of `wanted`, layers before the cut; the caller owns them
   */
  async runTo(network: Network, layer: string, wanted: readonly string[]): Promise<tf.Tensor[][]> {
    const names = [...new Set([...frontier(network, layer), ...wanted])];
    if (!this.reaches(network, names)) this.restart();
    try {
      for (let batch = 0; batch < this.count; batch++) {
        await this.pass();
        const feeds = this.outputs[batch] ?? imageFeeds(network, this.images(batch));
        const outputs = tf.tidy(() => execute(network, feeds, names).map(tf.clone));
        tf.dispose(Object.values(feeds));
        this.outputs[batch] = Object.fromEntries(names.map((name, index) => [name, outputs[index]!]));
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
function frontier(network: Network, layer: string): string[] {
  const at = network.layers.findIndex(({ name }) => name === layer);
  const before = new Set(network.layers.slice(0, at).map(({ name }) => name));
  const read = new Set(network.layers.slice(at).flatMap(({ inputs }) => inputs));
  return [...read].filter((name) => before.has(name));
}
