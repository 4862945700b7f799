import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../../checkpoint';
import { jointGradient } from '../../layerwise/jointGradient';
import { type SamplePart, sharesOf } from '../../layerwise/samplePart';
import type { SelectedChannels } from '../../layerwise/selectedChannels';
import { Sgd } from '../../train/sgd';
import type { SelectionOptions } from './selection';

const steps = { learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 };

/** The sub-problem: minimise L over W_A and the bias, one pass of SGD over the samples. */
export async function minimise(selected: SelectedChannels, { lambda, pass }: SelectionOptions): Promise<void> {
  const { problem } = selected;
  const sgd = new Sgd(steps);
  try {
    for (const batch of problem.batches) {
      const { kernel, bias } = await batchGradient(selected, batch, lambda, pass);
      const gradients = new Map<string, tf.Tensor>([[selected.kernelKey, kernel]]);
      if (problem.convolution.hasBias) gradients.set(selected.biasKey, bias);
      sgd.step(selected.weights, gradients, steps.learningRate);
      tf.dispose([kernel, bias]);
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
  lambda: number,
  pass: Checkpoint,
): Promise<WeightGradient> {
  const shares = sharesOf(batch);
  let sum: WeightGradient | undefined;
  try {
    for (const [index, part] of batch.entries()) {
      await pass();
      const next = part.use(selected.split, (samples): WeightGradient => {
        const joint = jointGradient(selected.problem, samples, selected, lambda, shares[index]);
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
