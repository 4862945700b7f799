import * as tf from '@tensorflow/tfjs';
import type { Batch } from '../data/batches';
import { execute, imageFeeds } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { isStatistic, type Network, replaceWeight } from '../network/network';
import type { Random } from '../random';
import { outputLoss } from './loss';
import type { Sgd } from './sgd';

/** A network and the optimiser that moves it. */
export interface Trainee {
  readonly network: Network;
  readonly sgd: Sgd;
}

/** Runs a trainee's network in training mode on the weights that the gradient is taken of. */
export type Forward = (network: Network, feeds: Record<string, tf.Tensor>, fetches: string[]) => tf.Tensor[];

/** Weights that gradients move: all but averages of what the network has seen. */
export function trainableKeys(network: Network): string[] {
  return [...network.weights.keys()].filter((key) => !isStatistic(key));
}

/**
 * One step of SGD on a loss of one or more networks; weights that the loss does not reach stay as they are.
 * Returns the loss, on the device; the caller owns it.
 */
export function optimise(
  trainees: readonly Trainee[],
  learningRate: number,
  random: Random,
  loss: (forward: Forward) => tf.Scalar,
): tf.Scalar {
  const parameters = trainees.flatMap((trainee) => trainableKeys(trainee.network).map((key) => ({ trainee, key })));
  const updates: Array<{ network: Network; key: string; value: tf.Tensor }> = [];
  const { value, grads } = tf.engine().gradients(
    (...tensors: tf.Tensor[]) => {
      const weights = new Map<Network, Map<string, tf.Tensor>>(trainees.map(({ network }) => [network, new Map()]));
      for (const [index, { trainee, key }] of parameters.entries())
        weights.get(trainee.network)?.set(key, tensors[index]!);
      return loss((network, feeds, fetches) =>
        execute(network, feeds, fetches, {
          training: true,
          weights: weights.get(network) ?? network.weights,
          updateWeight: (key, next) => updates.push({ network, key, value: tf.keep(next) }),
          random: () => random.uniform(),
        }),
      );
    },
    parameters.map(({ trainee, key }) => trainee.network.weights.get(key)!),
    undefined,
    true,
  ) as { value: tf.Scalar; grads: Array<tf.Tensor | undefined> };
  for (const trainee of trainees) {
    const gradients = new Map<string, tf.Tensor>();
    for (const [index, parameter] of parameters.entries()) {
      const gradient = grads[index];
      if (parameter.trainee === trainee && gradient) gradients.set(parameter.key, gradient);
    }
    trainee.sgd.step(trainee.network.weights, gradients, learningRate);
    tf.dispose([...gradients.values()]);
  }
  for (const { network, key, value: next } of updates) replaceWeight(network, key, next);
  return value;
}

/** One step on the network's own loss (L_f). Returns the loss, on the device; the caller owns it. */
export function trainStep(network: Network, batch: Batch, sgd: Sgd, learningRate: number, random: Random): tf.Scalar {
  const scoring = logitsNetwork(network);
  return optimise([{ network: scoring, sgd }], learningRate, random, (forward) => {
    const [logits] = forward(scoring, imageFeeds(scoring, batch.images), [scoring.output]);
    return outputLoss(network)(logits as tf.Tensor2D, batch.labels);
  });
}
