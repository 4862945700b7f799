import * as tf from '@tensorflow/tfjs';
import type { Batch } from '../data/batches';
import { type ExecuteOptions, execute } from '../network/execute';
import { type Network, replaceWeight } from '../network/network';
import type { Random } from '../random';
import { crossEntropy } from './loss';
import type { Sgd } from './sgd';

/** Weights that gradients move: all but the batch norms' running averages. */
export function trainableKeys(network: Network): string[] {
  return [...network.weights.keys()].filter((key) => !/\/moving_(mean|variance)$/.test(key));
}

/** Loss and its gradients for weights named by `keys`; the caller owns them. */
export function lossAndGradients(
  weights: ReadonlyMap<string, tf.Tensor>,
  keys: readonly string[],
  loss: (weights: ReadonlyMap<string, tf.Tensor>) => tf.Scalar,
): { loss: tf.Scalar; gradients: Map<string, tf.Tensor> } {
  const tensors = keys.map((key) => {
    const tensor = weights.get(key);
    if (!tensor) throw new Error(`"${key}" is no weight`);
    return tensor;
  });
  const { value, grads } = tf.valueAndGrads((...current: tf.Tensor[]) =>
    loss(new Map(keys.map((key, index) => [key, current[index]!]))),
  )(tensors) as { value: tf.Scalar; grads: tf.Tensor[] };
  return { loss: value, gradients: new Map(keys.map((key, index) => [key, grads[index]!])) };
}

/** One step of SGD on the network's own loss (L_f). Returns the loss, on the device; the caller owns it. */
export function trainStep(network: Network, batch: Batch, sgd: Sgd, learningRate: number, random: Random): tf.Scalar {
  const updates = new Map<string, tf.Tensor>();
  const options: ExecuteOptions = {
    training: true,
    updateWeight: (key, value) => updates.set(key, tf.keep(value)),
    random: () => random.uniform(),
  };
  const { loss, gradients } = lossAndGradients(network.weights, trainableKeys(network), (weights) => {
    const [logits] = execute(network, { [network.input]: batch.images }, [network.output], { ...options, weights });
    return crossEntropy(logits as tf.Tensor2D, batch.labels);
  });
  sgd.step(network.weights, gradients, learningRate);
  for (const gradient of gradients.values()) gradient.dispose();
  for (const [key, value] of updates) replaceWeight(network, key, value);
  return loss;
}
