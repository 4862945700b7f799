/** Trains a bundled network on CIFAR-10: `npm run train -- --model vgg-small [--epochs 20]`. Resumes its checkpoint. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import type { z } from 'zod';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { makeBatch, wholeBatchCount, wholeBatches } from '../engine/data/batches';
import { cifar10Classes, cifar10Scaling } from '../engine/data/cifar10';
import { mobilenet } from '../engine/models/mobilenet';
import { cifarResnet } from '../engine/models/resnet';
import { vgg } from '../engine/models/vgg';
import { disposeNetwork, type Network } from '../engine/network/network';
import { Random } from '../engine/random';
import { commonFields } from '../engine/recipe/common';
import { controlOf } from '../engine/recipe/fields';
import { evaluate } from '../engine/train/evaluate';
import { learningRateAt, type Schedule } from '../engine/train/schedule';
import { Sgd } from '../engine/train/sgd';
import { trainStep } from '../engine/train/trainStep';
import { wilsonInterval } from '../engine/train/wilson';
import { tellShare } from '../words/figures';
import { tellDataset } from '../words/names';
import { chosen, numberWithin, withNegatives } from './arguments';
import { loadCifar10 } from './dataFiles';
import { exists } from './exists';
import { loadNetwork, saveNetwork } from './modelFiles';
import { orExit } from './orExit';

const builders: Record<string, (random: Random) => Network> = {
  'vgg-small': (random) =>
    vgg(
      'vgg-small',
      {
        blocks: [
          [16, 16],
          [32, 32],
          [64, 64],
          [128, 128],
        ],
        classes: 10,
        inputShape: [32, 32, 3],
      },
      random,
    ),
  'vgg-medium': (random) =>
    vgg(
      'vgg-medium',
      {
        blocks: [
          [32, 32],
          [64, 64],
          [128, 128],
          [256, 256],
        ],
        classes: 10,
        inputShape: [32, 32, 3],
      },
      random,
    ),
  'mobilenet-small': (random) =>
    mobilenet(
      'mobilenet-small',
      {
        stem: [32, 1],
        blocks: [
          [64, 1],
          [128, 2],
          [128, 1],
          [256, 2],
          [256, 1],
          [256, 1],
        ],
        classes: 10,
        inputShape: [32, 32, 3],
      },
      random,
    ),
  'resnet-20': (random) => cifarResnet('resnet-20', { blocks: 3, classes: 10 }, random),
};

const rangeOf = (field: z.ZodType): [least: number, most: number] => {
  const control = controlOf(field);
  if (!control || control.kind === 'choice') throw new Error('a field without a range');
  return [control.least, control.most];
};

const { build, epochs, batchSize, baseRate, seed, options } = await orExit(() => {
  const { values } = parseArgs({
    args: withNegatives(process.argv.slice(2)),
    options: {
      model: { type: 'string', default: 'vgg-small' },
      epochs: { type: 'string', default: '16' },
      rate: { type: 'string', default: '0.1' },
      batch: { type: 'string', default: '64' },
      seed: { type: 'string', default: '1' },
    },
  });
  return {
    options: values,
    build: chosen('model', values.model, builders),
    epochs: numberWithin('epochs', values.epochs, rangeOf(commonFields.fineTuningEpochs)),
    batchSize: numberWithin('batch', values.batch, rangeOf(commonFields.batchSize)),
    baseRate: numberWithin('rate', values.rate, rangeOf(commonFields.learningRate), false),
    seed: numberWithin('seed', values.seed, rangeOf(commonFields.seed)),
  };
});
const schedule: Schedule = { kind: 'cosine', warmUp: 0.1 };
const folder = join('checkpoints', options.model);
const progressFile = join(folder, 'progress.json');

await chooseBackend(['wasm']);
const dataset = await loadCifar10();
console.log(
  `${tellDataset(dataset.name)}: training on ${dataset.train.labels.length} images, batch ${batchSize}, ${epochs} epochs`,
);

const random = new Random(seed);
const resumes = await exists(progressFile);
const network: Network = {
  ...(resumes ? await loadNetwork(folder) : build(random.fork('weights'))),
  notes: { classes: cifar10Classes, scaling: cifar10Scaling },
};
const firstEpoch: number = resumes ? JSON.parse(await readFile(progressFile, 'utf8')).epoch : 0;
const sgd = new Sgd({ momentum: 0.9, weightDecay: 5e-4 });
const steps = wholeBatchCount(dataset.train.labels.length, batchSize);

for (let epoch = firstEpoch; epoch < epochs; epoch++) {
  const start = performance.now();
  const draws = random.fork(`epoch ${epoch}`);
  let loss = tf.scalar(0);
  let step = 0;
  for (const indices of wholeBatches(draws.permutation(dataset.train.labels.length), batchSize)) {
    const rate = learningRateAt(schedule, baseRate, (epoch + step / steps) / epochs);
    const batch = makeBatch(dataset, dataset.train, indices, { random: draws, mirrors: true });
    const stepLoss = trainStep({ network, sgd }, batch, rate, draws);
    const total = tf.tidy(() => tf.add(loss, stepLoss) as tf.Scalar);
    tf.dispose([batch.images, batch.labels, stepLoss, loss]);
    loss = total;
    step++;
    if (step % 100 === 0) {
      const mean = (await loss.data())[0]! / step;
      const seconds = (performance.now() - start) / 1000;
      console.log(
        `epoch ${epoch + 1} step ${step}/${steps} loss ${mean.toFixed(3)} ${seconds.toFixed(0)} s, tensors ${tf.memory().numTensors}`,
      );
    }
  }
  loss.dispose();
  const accuracy = await evaluate(network, dataset, dataset.test);
  await mkdir(folder, { recursive: true });
  await saveNetwork(network, folder);
  await writeFile(progressFile, JSON.stringify({ epoch: epoch + 1, accuracy }));
  console.log(`epoch ${epoch + 1}/${epochs} test accuracy ${(100 * accuracy).toFixed(2)}%`);
}

const accuracy = await evaluate(network, dataset, dataset.test);
const target = join('public/models', options.model);
await saveNetwork(network, target);
const recipe = {
  dataset: dataset.name,
  testImages: dataset.test.labels.length,
  testAccuracy: accuracy,
  epochs,
  batchSize,
  optimiser: 'SGD, Nesterov momentum 0.9, weight decay 5e-4 on kernels',
  learningRate: baseRate,
  schedule,
  augmentation: 'pad 4, random crop, random flip',
  seed,
  command: `npm run train -- --model ${options.model} --epochs ${epochs} --rate ${baseRate} --batch ${batchSize} --seed ${seed}`,
};
await writeFile(join(target, 'training.json'), `${JSON.stringify(recipe, null, 2)}\n`);
const [low, high] = wilsonInterval(accuracy, dataset.test.labels.length);
console.log(`${target}: test accuracy ${tellShare({ accuracy, low, high })}, n = ${dataset.test.labels.length}`);
sgd.dispose();
disposeNetwork(network);
