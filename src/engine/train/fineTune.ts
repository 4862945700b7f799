import * as tf from '@tensorflow/tfjs';
import { type Augmentation, type Batch, disposeBatch, makeBatch, wholeBatchCount, wholeBatches } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { imageFeeds } from '../network/execute';
import type { Network } from '../network/network';
import type { Random } from '../random';
import type { CommonRecipe } from '../recipe/common';
import { taughtLoss } from './distillation';
import { soundness } from './finite';
import { type AuxiliaryHead, discriminationLoss, thetaDecay } from './heads';
import { learningRateAt, rateSchedules } from './schedule';
import { Sgd } from './sgd';
import type { Sparsity } from './sparsity';
import type { Splicing } from './splicing';
import { epochsOfViews, Teacher } from './teacher';
import { type Forward, optimise, partsOf, type Trainee, trainStep } from './trainStep';

const lossEvery = 10;

type Tuning = Pick<
  CommonRecipe,
  'fineTuningImages' | 'batchSize' | 'learningRate' | 'rateSchedule' | 'distillation' | 'temperature'
>;

type Amounts = Pick<Tuning, 'fineTuningImages' | 'batchSize'>;

/** Steps that one fine-tuning takes. */
export const fineTuningSteps = (dataset: Dataset, recipe: Amounts, epochs: number): number =>
  epochs * stepsOfEpoch(dataset, recipe);

/** The final fine-tuning asks a teacher: where the recipe says so, and for images whose labels are predicted anyway. */
export const isTaughtBy = ({ isPredicted = false }: Dataset, { distillation }: Pick<Tuning, 'distillation'>): boolean =>
  distillation > 0 || isPredicted;

/** Those steps of the final fine-tuning before which a teacher is asked. */
export const taughtSteps = (
  dataset: Dataset,
  recipe: Amounts & Pick<CommonRecipe, 'distillation' | 'fineTuningEpochs'>,
): number =>
  isTaughtBy(dataset, recipe) ? Math.ceil(recipe.fineTuningEpochs / epochsOfViews) * stepsOfEpoch(dataset, recipe) : 0;

const stepsOfEpoch = ({ train }: Dataset, { fineTuningImages = Infinity, batchSize }: Amounts): number =>
  wholeBatchCount(Math.min(fineTuningImages, train.labels.length), batchSize);

/** What is trained, and how. */
export interface Trained {
  readonly network: Network;
  readonly heads: readonly AuxiliaryHead[];
  /** The network's; see `Trainee`. */
  readonly masks?: ReadonlyMap<string, tf.Tensor>;
  /** Likewise. */
  readonly sparsity?: Sparsity;
  /** Likewise. */
  readonly rounding?: Trainee['rounding'];
  /** Likewise. */
  readonly splicing?: Splicing;
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
  /** A teacher was asked before it. */
  readonly isTaught: boolean;
  readonly loss?: number;
}

/**
 * Algorithm S1: per mini-batch one step on each auxiliary loss L_S^p, then one on the network's own loss L_f, the
 * learning rate decaying; each loss has an optimiser of its own, and so its own momentum. Without heads it is plain
 * fine-tuning. A teacher answers the very views that the network sees. Yields after every step; the loss comes every 10th
 * and with the last of an epoch, and is NaN once a weight is.
 */
export async function* fineTuning(
  {
    network,
    heads,
    masks,
    sparsity,
    rounding,
    splicing,
    teacher: opened,
    mirrors = false,
    part = Number.POSITIVE_INFINITY,
  }: Trained,
  dataset: Dataset,
  recipe: Tuning,
  epochs: number,
  random: Random,
): AsyncGenerator<TrainingStep, void> {
  const options = { momentum: 0.9, weightDecay: 1e-4 };
  const traineeOf = (): Trainee => ({
    ...{ network, sgd: new Sgd(options) },
    ...(masks ? { masks } : {}),
    ...(sparsity ? { sparsity } : {}),
    ...(rounding ? { rounding } : {}),
    ...(splicing ? { splicing } : {}),
  });
  const trainee = traineeOf();
  const ofHeads = heads.map((head) => [
    traineeOf(),
    { network: head.network, sgd: new Sgd({ ...options, weightDecay: thetaDecay }) },
  ]);
  const teaching = { weight: dataset.isPredicted ? 1 : recipe.distillation, temperature: recipe.temperature };
  const teacher = opened && new Teacher(opened, part);
  const total = fineTuningSteps(dataset, recipe, epochs);
  let step = 0;
  let shown: Uint32Array = new Uint32Array();
  let views: Augmentation | undefined;
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      const isNew = !teacher || epoch % epochsOfViews === 0;
      if (isNew) {
        shown = random
          .permutation(dataset.train.labels.length)
          .subarray(0, stepsOfEpoch(dataset, recipe) * recipe.batchSize);
        views = { random: random.fork(`views of epoch ${epoch}`), mirrors };
        teacher?.forget();
      } else shown = shuffled(shown, random);
      for (const indices of wholeBatches(shown, recipe.batchSize)) {
        const rate = learningRateAt(rateSchedules[recipe.rateSchedule], recipe.learningRate, (step + 0.5) / total);
        const batch = makeBatch(dataset, dataset.train, indices, views);
        if (teacher) batch.answers = await teacher.answer(batch.images, indices);
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
        await splicing?.after(step);
        const isRead = step % lossEvery === 0 || step % stepsOfEpoch(dataset, recipe) === 0;
        const value = isRead ? await readLoss(loss, [network, ...heads.map((head) => head.network)]) : undefined;
        loss.dispose();
        disposeBatch(batch);
        const isTaught = teacher !== undefined && isNew;
        yield { step, steps: total, epoch: epoch + 1, isTaught, ...(value === undefined ? {} : { loss: value }) };
      }
    }
  } finally {
    for (const { sgd } of [trainee, ...ofHeads.flat()]) sgd.dispose();
    teacher?.dispose();
  }
}

const shuffled = (indices: Uint32Array, random: Random): Uint32Array =>
  Uint32Array.from(random.permutation(indices.length), (at) => indices[at]!);

/** A loss, or NaN where a weight is not finite: layers like ReLU can keep that from the loss. Reads back once. */
async function readLoss(loss: tf.Scalar, networks: readonly Network[]): Promise<number> {
  const weights = networks.flatMap((network) => [...network.weights.values()]);
  const sound = tf.tidy(() => tf.add(loss, tf.sum(soundness(weights))));
  const [value = Number.NaN] = await sound.data();
  sound.dispose();
  return value;
}
