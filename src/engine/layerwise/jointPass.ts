import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { jointGradient } from './jointGradient';
import type { ChannelSplit } from './layerInput';
import { jointLoss, type LossWeights } from './losses';
import { type SamplePart, sharesOf } from './samplePart';
import type { SelectedChannels } from './selectedChannels';

/** Eq 3, 5 and 6. */
export interface Losses {
  readonly reconstruction: number;
  readonly discrimination: number;
  readonly joint: number;
}

/** The joint loss over samples at W_A, with its gradients, which the caller owns. */
export interface JointPass {
  readonly losses: Losses;
  /** For the kernels of the split's open channels: [kh, kw, open, n / G]. */
  readonly kernel: tf.Tensor4D;
  /** [n] */
  readonly bias: tf.Tensor;
}

/**
 * One pass over all samples. Reads back once.
 *
 * @param split which channels the gradient is for
 * @param pass passed once a part
 */
export async function jointPass(
  selected: SelectedChannels,
  split: ChannelSplit,
  weights: LossWeights,
  pass: Checkpoint,
): Promise<JointPass> {
  const { problem } = selected;
  const parts = problem.batches.flat();
  const shares = sharesOf(parts);
  let sum: Sum | undefined;
  try {
    for (const [index, part] of parts.entries()) {
      await pass();
      const next = addPart(selected, part, { split, weights, share: shares[index]! }, sum);
      tf.dispose({ ...sum });
      sum = next;
    }
    const { gradient, bias, losses } = sum!;
    const [reconstruction = Number.NaN, discrimination = Number.NaN] = await losses.data();
    const joint = jointLoss(reconstruction, discrimination, weights);
    const kernel = tf.tidy(() => problem.form.openGradient(gradient, split));
    return { kernel, bias: tf.clone(bias), losses: { reconstruction, discrimination, joint } };
  } finally {
    tf.dispose({ ...sum });
  }
}

/** Sums over parts. */
type Sum = {
  /** In the input's own form. */
  gradient: tf.Tensor;
  bias: tf.Tensor;
  /** L_M and L_S. */
  losses: tf.Tensor1D;
};

function addPart(
  selected: SelectedChannels,
  part: SamplePart,
  { split, weights, share }: { split: ChannelSplit; weights: LossWeights; share: number },
  sum: Sum | undefined,
): Sum {
  return part.use(split, (samples): Sum => {
    const joint = jointGradient(selected.problem, samples, selected, weights, share);
    const losses = tf.mul(tf.stack([joint.reconstruction(), joint.discrimination]), share) as tf.Tensor1D;
    return {
      gradient: samples.input.addOpenGradient(joint.outputGradient, sum?.gradient),
      bias: sum ? tf.add(sum.bias, joint.bias) : joint.bias,
      losses: sum ? tf.add(sum.losses, losses) : losses,
    };
  });
}
