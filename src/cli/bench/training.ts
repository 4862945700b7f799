import * as tf from '@tensorflow/tfjs';
import { predict } from '../../engine/network/execute';
import { disposeNetwork, type Network } from '../../engine/network/network';
import { NetworkBuilder } from '../../engine/network/networkBuilder';
import { Random } from '../../engine/random';
import { Sgd } from '../../engine/train/sgd';
import { trainStep } from '../../engine/train/trainStep';
import { type BenchCase, type BenchRow, interleaved, ratioRow } from './measure';

const batch = 64;

/** 3x3 convolutions 32-32-(pool)-64 with batch norm on 32x32x3 images. */
export function threeConvolutions(): Network {
  return new NetworkBuilder([32, 32, 3])
    .convBatchNormRelu(1, 32)
    .convBatchNormRelu(2, 32)
    .append('pool', 'MaxPooling2D', { pool_size: [2, 2] })
    .convBatchNormRelu(3, 64)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 10 })
    .build('three convolutions', new Random(1));
}

/** Steps and forward passes of a network on random images; `dispose` ends it. */
export function trainingOf(network: Network) {
  const random = new Random(1);
  const images = tf.randomNormal<tf.Rank.R4>([batch, 32, 32, 3], 0, 1, 'float32', 1);
  const classes = tf.tensor1d(
    Array.from({ length: batch }, (_, index) => index % 10),
    'int32',
  );
  const labels = tf.tidy(() => tf.cast<tf.Tensor2D>(tf.oneHot(classes, 10) as tf.Tensor2D, 'float32'));
  const sgd = new Sgd({ momentum: 0.9, weightDecay: 5e-4 });
  return {
    step: () => trainStep({ network, sgd }, { images, labels }, 0.01, random).dispose(),
    forward: () => predict(network, images).dispose(),
    dispose: () => {
      tf.dispose([images, classes, labels]);
      sgd.dispose();
      disposeNetwork(network);
    },
  };
}

export const trainStepCase: BenchCase = {
  name: 'train-step',
  run: async () => {
    const { step, forward, dispose } = trainingOf(threeConvolutions());
    const times = await interleaved(9, { step, forward });
    dispose();
    const row = { name: 'train-step', value: times.step, unit: 'ms', reference: times.forward, where: 'Node' } as const;
    return [ratioRow(row, { most: 4 })];
  },
};

const shapes = [
  { channels: 32, filters: 32, size: 32, stride: 1 },
  { channels: 32, filters: 64, size: 16, stride: 1 },
  { channels: 64, filters: 64, size: 16, stride: 1 },
  { channels: 128, filters: 128, size: 8, stride: 1 },
  { channels: 32, filters: 64, size: 32, stride: 2 },
  { channels: 128, filters: 128, size: 16, stride: 2 },
];

export const convGradientsCase: BenchCase = {
  name: 'conv-grad',
  run: async () => {
    const rows: BenchRow[] = [];
    for (const { channels, filters, size, stride } of shapes) {
      const x = tf.randomNormal<tf.Rank.R4>([batch, size, size, channels]);
      const filter = tf.randomNormal<tf.Rank.R4>([3, 3, channels, filters]);
      const dy = tf.conv2d(x, filter, stride, 'same');
      const attributes = { strides: stride, pad: 'same', dataFormat: 'NHWC' };
      const gradient = (name: string, inputs: Record<string, tf.Tensor>, shape: Record<string, number[]>) => () =>
        tf.dispose(tf.engine().runKernel(name, inputs, { ...attributes, ...shape }));
      const times = await interleaved(9, {
        forward: () => tf.conv2d(x, filter, stride, 'same').dispose(),
        dX: gradient(tf.Conv2DBackpropInput, { dy, filter }, { inputShape: x.shape }),
        dW: gradient(tf.Conv2DBackpropFilter, { x, dy }, { filterShape: filter.shape }),
      });
      tf.dispose([x, filter, dy]);
      for (const which of ['dX', 'dW'] as const) {
        const name = `conv-grad ${which} ${channels}->${filters} ${size}x${size}/${stride}`;
        const row = { name, value: times[which], unit: 'ms', reference: times.forward, where: 'Node' } as const;
        rows.push(ratioRow(row, { most: 1.5 }));
      }
    }
    return rows;
  },
};
