import * as tf from '@tensorflow/tfjs';
import { type Checkpoint, proceed } from '../checkpoint';
import { batchIndices, makeBatch } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { LayerChain } from '../network/build';
import { execute, imageFeeds, upTo } from '../network/execute';
import { foldFrozen } from '../network/fold';
import { batchMoments } from '../network/layers/batchNormalization';
import { classCount, logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network, replaceWeight } from '../network/network';
import { outputShapes } from '../network/shapes';
import type { Random } from '../random';
import { discriminationLoss } from './losses';

const featureBatch = 250;
export const thetaSteps = 150;
const thetaRate = 0.05;

/** An auxiliary head, a network of its own that reads the output of layer `at`. The caller owns it. */
export interface AuxiliaryHead {
  readonly at: string;
  readonly network: Network;
}

/** Eq 4: F^p = AvgPool(ReLU(BN(O^p))), and theta^T F^p behind it: [N, h, w, n_p] to [N, classes]. */
export function buildHead(network: Network, at: string, random: Random): AuxiliaryHead {
  const shapes = outputShapes(network);
  const head = new LayerChain(shapes.get(at)!.slice(1))
    .append('bn', 'BatchNormalization', { momentum: 0.9 })
    .append('relu', 'ReLU')
    .append('gap', 'GlobalAveragePooling2D')
    .append('theta', 'Dense', { units: classCount(network), use_bias: false })
    .build(`auxiliary head at ${at}`, random);
  return { at, network: head };
}

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

/**
 * Learns theta on the features that the network has now, by Adam on all samples at once, after setting the batch norm's
 * averages to theirs: a head that starts at random would tell the selection nothing about the classes for many epochs.
 *
 * @param pass passed once a batch and once a step
 */
export async function learnTheta(
  network: Network,
  head: AuxiliaryHead,
  dataset: Dataset,
  indices: Uint32Array,
  pass: Checkpoint = proceed,
): Promise<void> {
  const { features, labels } = await settle(network, head, dataset, indices, pass);
  const theta = tf.variable(head.network.weights.get('theta/kernel') as tf.Tensor2D);
  const adam = tf.train.adam(thetaRate);
  try {
    for (let step = 0; step < thetaSteps; step++) {
      await pass();
      adam.minimize(() => discriminationLoss(tf.matMul(features, theta), labels), false, [theta]);
    }
    replaceWeight(
      head.network,
      'theta/kernel',
      tf.tidy(() => tf.keep(tf.clone(theta))),
    );
  } finally {
    adam.dispose();
    tf.dispose([features, labels, theta]);
  }
}

/** What a head reads of a batch, its moments, and the one-hot labels. */
interface HeadInput {
  output: tf.Tensor4D;
  mean: tf.Tensor;
  variance: tf.Tensor;
  labels: tf.Tensor2D;
}

/** Sets the batch norm's averages to those of the samples. Returns what theta then reads, [N, n], and one-hot labels. */
async function settle(
  network: Network,
  { at, network: head }: AuxiliaryHead,
  dataset: Dataset,
  indices: Uint32Array,
  pass: Checkpoint,
): Promise<{ features: tf.Tensor2D; labels: tf.Tensor2D }> {
  const frozen = foldFrozen(upTo(network, at));
  const parts: HeadInput[] = [];
  const features: tf.Tensor2D[] = [];
  try {
    for (const chosen of batchIndices(indices, featureBatch)) {
      await pass();
      parts.push(
        tf.tidy(() => {
          const { images, labels } = makeBatch(dataset, dataset.train, chosen);
          const [output] = execute(frozen, imageFeeds(frozen, images), [at]);
          return { ...batchMoments(output as tf.Tensor4D), output: tf.clone(output as tf.Tensor4D), labels };
        }),
      );
    }
    const { mean, variance } = momentsOf(parts, indices.length);
    replaceWeight(head, 'bn/moving_mean', mean);
    replaceWeight(head, 'bn/moving_variance', variance);
    for (const { output } of parts) {
      await pass();
      features.push(tf.tidy(() => execute(head, { [head.input]: output }, ['gap'])[0] as tf.Tensor2D));
    }
    return { features: tf.concat(features), labels: tf.concat(parts.map(({ labels }) => labels)) };
  } finally {
    disposeNetwork(frozen);
    for (const part of parts) tf.dispose([part.output, part.labels, part.mean, part.variance]);
    tf.dispose(features);
  }
}

/** Mean and variance of all samples from those of the batches: [n] each. */
function momentsOf(parts: readonly HeadInput[], samples: number): { mean: tf.Tensor; variance: tf.Tensor } {
  const average = (tensors: tf.Tensor[]) =>
    tf.addN(tensors.map((tensor, index) => tf.mul(tensor, parts[index]!.labels.shape[0] / samples)));
  return tf.tidy(() => {
    const mean = average(parts.map((part) => part.mean));
    const squares = average(parts.map((part) => tf.add(part.variance, tf.square(part.mean))));
    return { mean, variance: tf.sub(squares, tf.square(mean)) };
  });
}
