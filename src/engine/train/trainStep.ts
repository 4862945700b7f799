import * as tf from '@tensorflow/tfjs';
import { type Batch, disposeBatch } from '../data/batches';
import { execute, imageFeeds } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { isStatistic, type Network, replaceWeight } from '../network/network';
import type { Random } from '../random';
import { outputLoss } from './loss';
import type { Sgd } from './sgd';
import { type Sparsity, withL1 } from './sparsity';
import type { Splicing } from './splicing';

/** A network and the optimiser that moves it. */
export interface Trainee {
  readonly network: Network;
  readonly sgd: Sgd;
  /** By weight, zeros for the entries that stay as they are, ones for the others. */
  readonly masks?: ReadonlyMap<string, tf.Tensor>;
  /** What a forward pass makes of a weight, "layer/weight"; the gradient that it passes on moves the weight itself. */
  readonly rounding?: (key: string, weight: tf.Tensor) => tf.Tensor;
  /** Of weights that masks zero, by which they move all the same. */
  readonly splicing?: Splicing;
  /** A penalty beside the loss. */
  readonly sparsity?: Sparsity;
}

/** Runs a trainee's network in training mode on the weights that the gradient is taken of. */
export type Forward = (network: Network, feeds: Record<string, tf.Tensor>, fetches: string[]) => tf.Tensor[];

/** Weights that gradients move: all but averages of what the network has seen. */
export function trainableKeys(network: Network): string[] {
  return [...network.weights.keys()].filter((key) => !isStatistic(key));
}

/** A loss of some of a batch's images. */
export interface PartLoss {
  /** The part's share of the batch. */
  readonly share: number;
  readonly loss: (forward: Forward) => tf.Scalar;
}

/**
 * One step of SGD on a loss of one or more networks; weights that the loss does not reach stay as they are. Of a loss in
 * parts the gradients are added up, so that the step is the whole batch's; batch norms see a part at a time, and their
 * averages move by each.
 *
 * @param parts computed one after the other; each reads what the one before has left behind
 * @returns the loss, on the device; the caller owns it
 */
export function optimise(
  trainees: readonly Trainee[],
  learningRate: number,
  random: Random,
  parts: Iterable<PartLoss>,
): tf.Scalar {
  const parameters = trainees.flatMap((trainee) => trainableKeys(trainee.network).map((key) => ({ trainee, key })));
  let sum: Gradients | undefined;
  for (const { share, loss } of parts) {
    const part = gradientsOf(parameters, trainees, random, loss);
    sum = addShare(sum, part, share);
  }
  if (!sum) throw new Error('a step without images');
  const { value, grads } = sum;
  for (const trainee of trainees) {
    const gradients = new Map<string, tf.Tensor>();
    for (const [index, parameter] of parameters.entries()) {
      const gradient = grads[index];
      if (parameter.trainee === trainee && gradient)
        gradients.set(parameter.key, constrained(gradient, trainee, parameter.key));
    }
    const move = () => trainee.sgd.step(trainee.network.weights, gradients, learningRate);
    if (trainee.splicing) trainee.splicing.step(move);
    else move();
    tf.dispose([...gradients.values()]);
  }
  return value;
}

/** A gradient with that of a trainee's penalty, which moves only what its mask lets move. It takes the place of the one given. */
function constrained(gradient: tf.Tensor, { network, masks, sparsity }: Trainee, key: string): tf.Tensor {
  const mask = masks?.get(key);
  const isPenalised = sparsity?.keys.has(key) ?? false;
  if (!mask && !isPenalised) return gradient;
  const left = tf.tidy(() => {
    const whole = sparsity && isPenalised ? withL1(gradient, network.weights.get(key)!, sparsity.strength) : gradient;
    return mask ? tf.mul(whole, mask) : whole;
  });
  gradient.dispose();
  return left;
}

/** A loss and its gradients for parameters; none for those that it does not reach. */
interface Gradients {
  readonly value: tf.Scalar;
  readonly grads: ReadonlyArray<tf.Tensor | undefined>;
}

interface Parameter {
  readonly trainee: Trainee;
  readonly key: string;
}

/** The gradients of a loss, after which the batch norms' averages have moved on. */
function gradientsOf(
  parameters: readonly Parameter[],
  trainees: readonly Trainee[],
  random: Random,
  loss: PartLoss['loss'],
): Gradients {
  const updates: Array<{ network: Network; key: string; value: tf.Tensor }> = [];
  const gradients = tf.engine().gradients(
    () => {
      const weights = new Map<Network, Map<string, tf.Tensor>>(trainees.map(({ network }) => [network, new Map()]));
      for (const { trainee, key } of parameters) {
        const weight = trainee.network.weights.get(key)!;
        weights.get(trainee.network)?.set(key, trainee.rounding?.(key, weight) ?? weight);
      }
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
  for (const { network, key, value } of updates) replaceWeight(network, key, value);
  return gradients;
}

/** sum + share * part; both are freed, or are what comes back. */
function addShare(sum: Gradients | undefined, part: Gradients, share: number): Gradients {
  if (!sum && share === 1) return part;
  const add = (before: tf.Tensor | undefined, next: tf.Tensor): tf.Tensor => {
    const added = tf.tidy(() => (before ? tf.add(before, tf.mul(next, share)) : tf.mul(next, share)));
    tf.dispose([next, ...(before ? [before] : [])]);
    return added;
  };
  return {
    value: add(sum?.value, part.value) as tf.Scalar,
    grads: part.grads.map((gradient, index) => gradient && add(sum?.grads[index], gradient)),
  };
}

/** A loss of a network's class scores, [N, classes], for some of a batch's images. */
export type BatchLoss = (logits: tf.Tensor2D, part: Batch) => tf.Scalar;

/** A batch in parts of so many images, which are freed once their loss is computed. */
export function* partsOf(
  batch: Batch,
  size: number,
  loss: (part: Batch, forward: Forward) => tf.Scalar,
): Generator<PartLoss> {
  const { images, labels, answers } = batch;
  const count = labels.shape[0];
  if (size >= count) {
    yield { share: 1, loss: (forward) => loss(batch, forward) };
    return;
  }
  for (let start = 0; start < count; start += size) {
    const taken = Math.min(size, count - start);
    const part: Batch = {
      images: tf.slice(images, start, taken),
      labels: tf.slice(labels, start, taken),
      ...(answers ? { answers: tf.slice(answers, start, taken) } : {}),
    };
    try {
      yield { share: taken / count, loss: (forward) => loss(part, forward) };
    } finally {
      disposeBatch(part);
    }
  }
}

/**
 * One step on the network's own loss (L_f). Returns the loss, on the device; the caller owns it.
 *
 * @param part images that are in hand at a time, the whole batch if absent; see `optimise`
 * @param batchLoss another loss of the class scores in the place of L_f
 */
export function trainStep(
  trainee: Trainee,
  batch: Batch,
  learningRate: number,
  random: Random,
  part = batch.labels.shape[0],
  batchLoss: BatchLoss = (logits, { labels }) => outputLoss(trainee.network)(logits, labels),
): tf.Scalar {
  const scoring = logitsNetwork(trainee.network);
  const loss = (of: Batch, forward: Forward) => {
    const [logits] = forward(scoring, imageFeeds(scoring, of.images), [scoring.output]);
    return batchLoss(logits as tf.Tensor2D, of);
  };
  return optimise([{ ...trainee, network: scoring }], learningRate, random, partsOf(batch, part, loss));
}
