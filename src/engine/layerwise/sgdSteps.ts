import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { Sgd } from '../train/sgd';
import { jointGradient } from './jointGradient';
import type { LossWeights } from './losses';
import { type SamplePart, sharesOf } from './samplePart';
import type { SelectedChannels } from './selectedChannels';

const rates = { learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 };

interface Minimising {
  readonly weights: LossWeights;
  /** Each of a batch of the samples. */
  readonly steps: number;
  /** Zeros for the weights of W_A that stay as they are, ones for the others: spreads to [kh, kw, |A|, n / G]. */
  readonly mask?: tf.Tensor;
  readonly pass: Checkpoint;
}

/** Steps of SGD on the joint loss move W_A and the bias, as the paper has it: momentum, decay and rate are its own. */
export async function sgdSteps(selected: SelectedChannels, { weights, steps, mask, pass }: Minimising): Promise<void> {
  const { batches, convolution } = selected.problem;
  const sgd = new Sgd(rates);
  try {
    for (let step = 0; step < steps; step++) {
      const { kernel, bias } = await batchGradient(selected, batches[step % batches.length]!, weights, pass);
      const own = mask ? tf.mul(kernel, mask) : kernel;
      const gradients = new Map<string, tf.Tensor>([[selected.kernelKey, own]]);
      if (convolution.hasBias) gradients.set(selected.biasKey, bias);
      sgd.step(selected.weights, gradients, rates.learningRate);
      tf.dispose([kernel, own, bias]);
    }
  } finally {
    sgd.dispose();
  }
}

type WeightGradient = { kernel: tf.Tensor; bias: tf.Tensor };

/** The joint loss's gradient of a batch for W_A and the bias, added up over the parts that it is computed in. */
async function batchGradient(
  selected: SelectedChannels,
  batch: readonly SamplePart[],
  weights: LossWeights,
  pass: Checkpoint,
): Promise<WeightGradient> {
  const shares = sharesOf(batch);
  let sum: WeightGradient | undefined;
  try {
    for (const [index, part] of batch.entries()) {
      await pass();
      const next = part.use(selected.split, (samples): WeightGradient => {
        const joint = jointGradient(selected.problem, samples, selected, weights, shares[index]);
        const own = { kernel: samples.input.selectedGradient(joint.outputGradient), bias: joint.bias };
        return sum ? { kernel: tf.add(sum.kernel, own.kernel), bias: tf.add(sum.bias, own.bias) } : own;
      });
      tf.dispose(sum ?? []);
      sum = next;
    }
  } catch (error) {
    tf.dispose(sum ?? []);
    throw error;
  }
  if (!sum) throw new Error('a batch without samples');
  return sum;
}
