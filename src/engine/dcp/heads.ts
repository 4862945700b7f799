import * as tf from '@tensorflow/tfjs';
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
const thetaSteps = 150;
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
 */
export async function learnTheta(
  network: Network,
  { at, network: head }: AuxiliaryHead,
  dataset: Dataset,
  indices: Uint32Array,
): Promise<void> {
  const frozen = foldFrozen(upTo(network, at));
  const parts = [...batchIndices(indices, featureBatch)].map((chosen) =>
    tf.tidy(() => {
      const { images, labels } = makeBatch(dataset, dataset.train, chosen);
      const [output] = execute(frozen, imageFeeds(frozen, images), [at]);
      return { ...batchMoments(output as tf.Tensor4D), output: tf.clone(output as tf.Tensor4D), labels };
    }),
  );
  disposeNetwork(frozen);
  const shares = parts.map(({ labels }) => labels.shape[0] / indices.length);
  const average = (tensors: tf.Tensor[]) => tf.addN(tensors.map((tensor, index) => tf.mul(tensor, shares[index]!)));
  const [mean, variance] = tf.tidy(() => {
    const centre = average(parts.map((part) => part.mean));
    const squares = average(parts.map((part) => tf.add(part.variance, tf.square(part.mean))));
    return [tf.keep(centre), tf.keep(tf.sub(squares, tf.square(centre)))] as const;
  });
  replaceWeight(head, 'bn/moving_mean', mean);
  replaceWeight(head, 'bn/moving_variance', variance);
  const { features, labels } = tf.tidy(() => ({
    features: tf.concat(parts.map(({ output }) => execute(head, { [head.input]: output }, ['gap'])[0] as tf.Tensor2D)),
    labels: tf.concat(parts.map((part) => part.labels)),
  }));
  for (const part of parts) tf.dispose([part.output, part.labels, part.mean, part.variance]);
  const theta = tf.variable(head.weights.get('theta/kernel') as tf.Tensor2D);
  const adam = tf.train.adam(thetaRate);
  for (let step = 0; step < thetaSteps; step++) {
    adam.minimize(() => discriminationLoss(tf.matMul(features, theta), labels), false, [theta]);
    if (step % 20 === 0) await tf.nextFrame();
  }
  replaceWeight(
    head,
    'theta/kernel',
    tf.tidy(() => tf.keep(tf.clone(theta))),
  );
  adam.dispose();
  tf.dispose([features, labels, theta]);
}
