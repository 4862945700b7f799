import * as tf from '@tensorflow/tfjs';
import { type Batch, disposeBatch, makeBatch, wholeBatchCount, wholeBatches } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { foldForInference } from '../inference/chain';
import { imageFeeds, predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';
import type { Random } from '../random';
import type { CommonRecipe } from '../recipe/common';
import { taughtLoss } from './distillation';
import { soundness } from './finite';
import { type AuxiliaryHead, discriminationLoss, thetaDecay } from './heads';
import { learningRateAt, rateSchedules } from './schedule';
import { Sgd } from './sgd';
import { type Forward, optimise, partsOf, type Trainee, trainStep } from './trainStep';

const lossEvery = 10;

type Tuning = Pick<
  CommonRecipe,
  'fineTuningImages' | 'batchSize' | 'learningRate' | 'rateSchedule' | 'distillation' | 'temperature'
>;

type Amounts = Pick<Tuning, 'fineTuningImages' | 'batchSize'>;

/** Steps that one fine-tuning takes. */
export function fineTuningSteps(dataset: Dataset, recipe: Amounts, epochs: number): number {
  return epochs * wholeBatchCount(imagesUsed(dataset, recipe), recipe.batchSize);
}

const imagesUsed = (dataset: Dataset, { fineTuningImages }: Amounts) =>
  Math.min(fineTuningImages ?? Infinity, dataset.train.labels.length);

/** What is trained, and how. */
export interface Trained {
  readonly network: Network;
  readonly heads: readonly AuxiliaryHead[];
  /** The network's; see `Trainee`. */
  readonly masks?: ReadonlyMap<string, tf.Tensor>;
  /** The network whose answers it learns by as well; if the labels are predicted anyway, by these alone. */
  readonly teacher?: Network;
  /** Half of the images are mirrored. */
  readonly mirrors?: boolean;
  /** Images of a batch that are in hand at a time, a whole batch if absent; see `optimise`. */
  readonly part?: number;
}

/** Step `step` of `steps`, counted from 1, and the epoch that it is in. */
export interface TrainingStep {
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly loss?: number;
}

/**
 * Algorithm S1: per mini-batch one step on each auxiliary loss L_S^p, then one on the network's own loss L_f, the
 * learning rate decaying; each loss has an optimiser of its own, and so its own momentum. Without heads it is plain
 * fine-tuning. A teacher answers the very images that the network sees, changed as they are. Yields after every step; the
 * loss comes every 10th and with the last, and is NaN once a weight is.
 */
export async function* fineTuning(
  { network, heads, masks, teacher, mirrors = false, part = Number.POSITIVE_INFINITY }: Trained,
  dataset: Dataset,
  recipe: Tuning,
  epochs: number,
  random: Random,
): AsyncGenerator<TrainingStep, void> {
  const options = { momentum: 0.9, weightDecay: 1e-4 };
  const traineeOf = (): Trainee => ({ network, sgd: new Sgd(options), ...(masks ? { masks } : {}) });
  const trainee = traineeOf();
  const ofHeads = heads.map((head) => [
    traineeOf(),
    { network: head.network, sgd: new Sgd({ ...options, weightDecay: thetaDecay }) },
  ]);
  const teaching = { weight: dataset.isPredicted ? 1 : recipe.distillation, temperature: recipe.temperature };
  const answering = teacher && foldForInference(logitsNetwork(teacher));
  const total = fineTuningSteps(dataset, recipe, epochs);
  let step = 0;
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = random.permutation(dataset.train.labels.length).subarray(0, imagesUsed(dataset, recipe));
      for (const indices of wholeBatches(order, recipe.batchSize)) {
        const rate = learningRateAt(rateSchedules[recipe.rateSchedule], recipe.learningRate, (step + 0.5) / total);
        const batch = makeBatch(dataset, dataset.train, indices, { random, mirrors });
        if (answering) batch.answers = answersTo(batch, answering, part);
        heads.forEach((head, index) => {
          const loss = ({ images, labels }: Batch, forward: Forward) => {
            const [output] = forward(network, imageFeeds(network, images), [head.at]);
            const [scores] = forward(head.network, { [head.network.input]: output! }, [head.network.output]);
            return discriminationLoss(scores as tf.Tensor2D, labels);
          };
          optimise(ofHeads[index]!, rate, random, partsOf(batch, part, loss)).dispose();
        });
        const loss = trainStep(trainee, batch, rate, random, part, taughtLoss(network, teaching));
        step++;
        const isRead = step % lossEvery === 0 || step === total;
        const value = isRead ? await readLoss(loss, [network, ...heads.map((head) => head.network)]) : undefined;
        loss.dispose();
        disposeBatch(batch);
        yield { step, steps: total, epoch: epoch + 1, ...(value === undefined ? {} : { loss: value }) };
      }
    }
  } finally {
    for (const { sgd } of [trainee, ...ofHeads.flat()]) sgd.dispose();
    if (answering) disposeNetwork(answering);
  }
}

/** A teacher's class scores for a batch, [N, classes], computed for `part` images at a time. */
function answersTo({ images }: Batch, teacher: Network, part: number): tf.Tensor2D {
  const count = images.shape[0];
  if (part >= count) return predict(teacher, images);
  return tf.tidy(() => {
    const starts = Array.from({ length: Math.ceil(count / part) }, (_, index) => index * part);
    return tf.concat(starts.map((start) => predict(teacher, tf.slice(images, start, Math.min(part, count - start)))));
  });
}

/** A loss, or NaN where a weight is not finite: layers like ReLU can keep that from the loss. Reads back once. */
async function readLoss(loss: tf.Scalar, networks: readonly Network[]): Promise<number> {
  const weights = networks.flatMap((network) => [...network.weights.values()]);
  const sound = tf.tidy(() => tf.add(loss, tf.sum(soundness(weights))));
  const [value = Number.NaN] = await sound.data();
  sound.dispose();
  return value;
}
