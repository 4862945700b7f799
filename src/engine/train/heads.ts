import * as tf from '@tensorflow/tfjs';
import { type Checkpoint, proceed } from '../checkpoint';
import { balancedSample, batchIndices, makeImages, makeLabels } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { foldFrozen } from '../inference/fold';
import type { FeatureBatches } from '../memory/passes';
import { execute, imageFeeds, upTo } from '../network/execute';
import { batchMoments } from '../network/layers/batchNormalization';
import { classCount, logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network, replaceWeight } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { outputShapes } from '../network/shapes';
import type { Random } from '../random';
import { type ClassLoss, crossEntropy } from './loss';

/**
 * Weight decay of theta. With the paper's 1e-4 class scores grow so large that L_S of a layer without channels is far above
 * chance, the log of the number of classes, and drowns L_M in its first scores and in Eq 10.
 */
export const thetaDecay = 0.03;

/** How theta is learnt before it is trained with the network. */
const thetaLearning = { images: 2000, steps: 150, rate: 0.02 };
export const thetaSteps = thetaLearning.steps;

/** An auxiliary head, a network of its own that reads the output of layer `at`. The caller owns it. */
export interface AuxiliaryHead {
  readonly at: string;
  readonly network: Network;
}

/** Eq 4: F^p = AvgPool(ReLU(BN(O^p))), and theta^T F^p behind it: [N, h, w, n_p] to [N, classes]. */
export function buildHead(network: Network, at: string, random: Random): AuxiliaryHead {
  const shapes = outputShapes(network);
  const head = new NetworkBuilder(shapes.get(at)!.slice(1))
    .append('bn', 'BatchNormalization', { momentum: 0.9 })
    .append('relu', 'ReLU')
    .append('gap', 'GlobalAveragePooling2D')
    .append('theta', 'Dense', { units: classCount(network), use_bias: false })
    .build(`auxiliary head at ${at}`, random);
  return { at, network: head };
}

/** Eq 5: L_S^p, the mean cross-entropy of softmax(theta^T F^p), F^p and theta as `buildHead` has them. */
export const discriminationLoss: ClassLoss = crossEntropy;

/**
 * The network as the loss of a stage sees it: up to the head and through it, or up to its own logits without one.
 * Shares the weights of both, which stay their owners'.
 */
export function stageNetwork(network: Network, head: AuxiliaryHead | undefined): Network {
  if (!head) return logitsNetwork(network);
  const { name: prefix, input, output, layers, weights } = head.network;
  const rename = (name: string) => (name === input ? head.at : `${prefix}/${name}`);
  const whole: Network = {
    ...network,
    layers: [
      ...network.layers,
      ...layers
        .filter(({ name }) => name !== input)
        .map((layer) => ({ ...layer, name: rename(layer.name), inputs: layer.inputs.map(rename) })),
    ],
    weights: new Map([...network.weights, ...[...weights].map(([key, tensor]) => [rename(key), tensor] as const)]),
  };
  return upTo(whole, rename(output));
}

/** Whether there are enough training images for theta and for the selection to have some of their own. */
const hasOthers = (images: number, selecting: number): boolean => images - selecting >= selecting;

/** How many training images theta is learnt on, where `selecting` of `images` are those that select. */
export const thetaImageCount = (images: number, selecting: number): number =>
  Math.min(thetaLearning.images, hasOthers(images, selecting) ? images - selecting : images);

/**
 * Training images that theta is learnt on, the classes in equal shares. They are others than those that select, of whose
 * labels L_S would else know too much; but where fewer than these are left, all training images are drawn from.
 *
 * @param selecting indices of the images that select
 */
export function thetaImages({ train, classes }: Dataset, selecting: Uint32Array, random: Random): Uint32Array {
  const images = train.labels.length;
  const without = new Set(hasOthers(images, selecting.length) ? selecting : []);
  return balancedSample(train, classes.length, thetaImageCount(images, selecting.length), random, without);
}

/**
 * Learns theta on the features that the network has now, by Adam on L_S^p + thetaDecay/2 ||theta||^2 of all images at once,
 * after setting the batch norm's averages to theirs: a head that starts at random would tell the selection nothing about
 * the classes for many epochs. Yields after each of the `thetaSteps`.
 *
 * @param indices of training images; see `thetaImages`
 * @param pass passed once a batch and once a step
 * @param plan how the images pass through the network: twice, unless what the head reads is kept
 */
export async function* learnTheta(
  network: Network,
  head: AuxiliaryHead,
  dataset: Dataset,
  indices: Uint32Array,
  pass: Checkpoint = proceed,
  plan: FeatureBatches = { batch: indices.length, keeps: true },
): AsyncGenerator<void, void> {
  const inputs = new HeadInputs(network, head.at, dataset, indices, plan);
  try {
    const features = await settle(head, inputs, pass);
    const labels = makeLabels(dataset, dataset.train, indices);
    yield* fitTheta(head, features, labels, pass);
  } finally {
    inputs.dispose();
  }
}

/** Frees the features and the labels. */
async function* fitTheta(
  { network: head }: AuxiliaryHead,
  features: tf.Tensor2D,
  labels: tf.Tensor2D,
  pass: Checkpoint,
): AsyncGenerator<void, void> {
  const theta = tf.variable(head.weights.get('theta/kernel') as tf.Tensor2D);
  const adam = tf.train.adam(thetaLearning.rate);
  const loss = (): tf.Scalar => {
    const penalty = tf.mul(thetaDecay / 2, tf.sum(tf.square(theta)));
    return tf.add(discriminationLoss(tf.matMul(features, theta), labels), penalty);
  };
  try {
    for (let step = 0; step < thetaSteps; step++) {
      await pass();
      adam.minimize(loss, false, [theta]);
      yield;
    }
    replaceWeight(
      head,
      'theta/kernel',
      tf.tidy(() => tf.keep(tf.clone(theta))),
    );
  } finally {
    adam.dispose();
    tf.dispose([features, labels, theta]);
  }
}

/** What a head reads of some images, batch by batch. The caller owns it. */
class HeadInputs {
  private readonly batches: readonly Uint32Array[];
  private readonly kept: Array<tf.Tensor4D | undefined>;
  private readonly frozen: Network;

  constructor(
    network: Network,
    private readonly at: string,
    private readonly dataset: Dataset,
    indices: Uint32Array,
    private readonly plan: FeatureBatches,
  ) {
    this.batches = [...batchIndices(indices, plan.batch)];
    this.kept = this.batches.map(() => undefined);
    this.frozen = foldFrozen(upTo(network, at));
  }

  /** Each batch's share of all images. */
  get shares(): number[] {
    const images = this.batches.reduce((total, { length }) => total + length, 0);
    return this.batches.map(({ length }) => length / images);
  }

  /** Works on what the head reads, [N, h, w, n], of one batch after the other; what comes back is the caller's. */
  async map<Result extends tf.Tensor | tf.NamedTensorMap>(
    pass: Checkpoint,
    work: (output: tf.Tensor4D) => Result,
  ): Promise<Result[]> {
    const results: Result[] = [];
    try {
      for (const batch of this.batches.keys()) {
        await pass();
        results.push(tf.tidy(() => work(this.read(batch))));
      }
      return results;
    } catch (error) {
      tf.dispose(results);
      throw error;
    }
  }

  dispose(): void {
    disposeNetwork(this.frozen);
    for (const output of this.kept) output?.dispose();
  }

  private read(batch: number): tf.Tensor4D {
    const known = this.kept[batch];
    if (known) return known;
    const output = tf.tidy(() => {
      const images = makeImages(this.dataset, this.dataset.train, this.batches[batch]!);
      return execute(this.frozen, imageFeeds(this.frozen, images), [this.at])[0] as tf.Tensor4D;
    });
    if (this.plan.keeps) this.kept[batch] = tf.keep(output);
    return output;
  }
}

/** Sets a head's batch norm to the averages of what it reads. Returns what theta then reads, [N, n]. */
async function settle({ network: head }: AuxiliaryHead, inputs: HeadInputs, pass: Checkpoint): Promise<tf.Tensor2D> {
  const moments = await inputs.map(pass, (output) => ({ ...batchMoments(output) }));
  const { mean, variance } = momentsOf(moments, inputs.shares);
  tf.dispose(moments);
  replaceWeight(head, 'bn/moving_mean', mean);
  replaceWeight(head, 'bn/moving_variance', variance);
  const features = await inputs.map(pass, (output) => execute(head, { [head.input]: output }, ['gap'])[0]!);
  const all = tf.concat(features) as tf.Tensor2D;
  tf.dispose(features);
  return all;
}

/** Mean and variance of all images from those of batches: [n] each. */
function momentsOf(
  parts: ReadonlyArray<{ mean: tf.Tensor; variance: tf.Tensor }>,
  shares: readonly number[],
): { mean: tf.Tensor; variance: tf.Tensor } {
  const average = (tensors: tf.Tensor[]) => tf.addN(tensors.map((tensor, index) => tf.mul(tensor, shares[index]!)));
  return tf.tidy(() => {
    const mean = average(parts.map((part) => part.mean));
    const squares = average(parts.map((part) => tf.add(part.variance, tf.square(part.mean))));
    return { mean, variance: tf.sub(squares, tf.square(mean)) };
  });
}
