import * as tf from '@tensorflow/tfjs';
import { runCustomKernel } from '../backend/customKernels';
import { execute } from '../network/execute';
import { sumPerChannel } from '../network/layers/channelAffine';
import type { LayerProblem } from './layerProblem';
import { type LossWeights, reconstructionGradient, reconstructionLoss } from './losses';
import type { LayerSamples } from './samplePart';

/** Eq 3, 5 and 6 of some samples: the losses, and the joint one's gradient for O, from which those for the weights follow. */
export interface JointGradient {
  /** Computed on demand: the gradient does not need it. */
  reconstruction: () => tf.Scalar;
  discrimination: tf.Scalar;
  /** For O: [N, h', w', n] */
  outputGradient: tf.Tensor4D;
  /** For the bias: [n] */
  bias: tf.Tensor1D;
}

/**
 * The joint loss L_M + lambda L_S of samples at the weights W_A, differentiated: through the tail down to O by the tape.
 *
 * @param selected W_A, [kh, kw, |A|, n / G], for the channels that the samples' input has selected, and the bias, [n]
 * @param share what the gradients are multiplied by: the samples' part in a mean over more
 */
export function jointGradient(
  { layer, outputShape, stage, loss }: LayerProblem,
  { input, sides, labels, baseline }: LayerSamples,
  { kernel, bias }: { readonly kernel: tf.Tensor4D; readonly bias: tf.Tensor },
  weights: LossWeights,
  share = 1,
): JointGradient {
  const output = input.output(kernel, bias);
  const { value: discrimination, grad } = tf.valueAndGrad((end: tf.Tensor) => {
    const made = tf.reshape(end, [-1, ...outputShape]);
    const [logits] = execute(stage, { ...sides, [layer]: made }, [stage.output]);
    return loss(logits as tf.Tensor2D, labels);
  })(output);
  return { ...jointLossGradient(output, baseline, grad, weights, share), discrimination: discrimination as tf.Scalar };
}

/** A share of the gradient of Eq 6 for O, [N, h, w, n], its sum over samples and positions, [n], and Eq 3. */
function jointLossGradient(
  output: tf.Tensor4D,
  baseline: tf.Tensor4D,
  gradient: tf.Tensor,
  { reconstruction: weight, lambda }: LossWeights,
  share: number,
): Omit<JointGradient, 'discrimination'> {
  const factors = tf.tensor1d([(share * weight) / output.size, share * lambda]);
  const [outputGradient, bias, squares] =
    runCustomKernel<tf.Tensor[]>('jointLossGradient', { output, baseline, gradient, factors }) ?? [];
  if (outputGradient && bias && squares)
    return {
      outputGradient: outputGradient as tf.Tensor4D,
      bias: bias as tf.Tensor1D,
      reconstruction: () => tf.div(tf.sum(squares), 2 * output.size) as tf.Scalar,
    };
  const reconstruction = reconstructionGradient(output, baseline, share * weight);
  const sum = tf.add<tf.Tensor4D>(reconstruction, tf.mul(gradient, share * lambda));
  return { outputGradient: sum, bias: sumPerChannel(sum), reconstruction: () => reconstructionLoss(output, baseline) };
}
