import * as tf from '@tensorflow/tfjs';
import { batchIndices, makeBatch } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { execute, sideInputs, upTo } from '../network/execute';
import { type Fusion, foldFrozen, fusedAffine, fusionOf } from '../network/fold';
import { sumPerChannel } from '../network/layers/channelAffine';
import { disposeNetwork, layerOf, type Network, weightOf } from '../network/network';
import { type Convolution, convolutionOf, convolve, filterGradient } from './convolution';
import { type AuxiliaryHead, stageNetwork } from './heads';
import { discriminationLoss } from './losses';
import { disposeMoments, type Moments, momentsOf } from './reconstruction';

const batchSize = 128;

/** A batch of selection samples as the layer sees it. */
export interface CachedBatch {
  /** X, the layer's input in the pruned network: [N, h, w, c] */
  readonly input: tf.Tensor4D;
  /** Outputs of the prefix that the tail reads past the layer, by layer name. */
  readonly sides: Readonly<Record<string, tf.Tensor>>;
  /** One-hot: [N, classes] */
  readonly labels: tf.Tensor2D;
  /** Before any channel is selected. */
  readonly moments: Moments;
}

/**
 * One layer's selection as a problem in its weights alone: the prefix has run, once; the tail is frozen and folded.
 * The caller owns it; `disposeProblem` frees it.
 */
export interface LayerProblem {
  readonly layer: string;
  readonly convolution: Convolution;
  /** The fine-tuned network's weights of the layer: [kh, kw, c, n] and [n]. */
  readonly warmStart: { readonly kernel: tf.Tensor4D; readonly bias: tf.Tensor };
  readonly batches: readonly CachedBatch[];
  readonly stage: Network;
  readonly fusion: Fusion;
  /** The folded batch norm's part in the layer's filters; absent without one. */
  readonly affine: { readonly scale: tf.Tensor; readonly shift: tf.Tensor } | undefined;
}

/**
 * @param pruned the network being pruned; its weights of `layer` are the warm start
 * @param baseline gives O^b
 * @param head the auxiliary head of the stage; absent in the last, whose loss is the network's own
 * @param indices of the selection samples among the training images
 */
export function layerProblem(
  pruned: Network,
  baseline: Network,
  layer: string,
  head: AuxiliaryHead | undefined,
  dataset: Dataset,
  indices: Uint32Array,
): LayerProblem {
  const convolution = convolutionOf(pruned, layer);
  const [inputLayer = ''] = layerOf(pruned, layer).inputs;
  const whole = stageNetwork(pruned, head);
  const fusion = fusionOf(whole, layer);
  const stage = foldFrozen(whole);
  const foldedBaseline = foldFrozen(upTo(baseline, inputLayer));
  const biasOf = (network: Network) => network.weights.get(`${layer}/bias`) ?? tf.zeros([convolution.filters]);
  const sideNames = sideInputs(stage, fusion.end);
  const batches = [...batchIndices(indices, batchSize)].map((chosen): CachedBatch => {
    const { images, labels } = makeBatch(dataset, dataset.train, chosen);
    const [input, ...sides] = tf.tidy(() => execute(stage, { [stage.input]: images }, [inputLayer, ...sideNames]).map(tf.clone));
    const output = tf.tidy(() => {
      const [x] = execute(foldedBaseline, { [baseline.input]: images }, [inputLayer]);
      return convolve(convolution, x as tf.Tensor4D, weightOf(baseline, layer, 'kernel') as tf.Tensor4D, biasOf(baseline));
    });
    const moments = momentsOf(convolution, input as tf.Tensor4D, output);
    tf.dispose([images, output]);
    const named = Object.fromEntries(sideNames.map((name, index) => [name, sides[index]!]));
    return { input: input as tf.Tensor4D, sides: named, labels, moments };
  });
  disposeNetwork(foldedBaseline);
  return {
    layer,
    convolution,
    warmStart: tf.tidy(() => ({
      kernel: tf.clone(weightOf(pruned, layer, 'kernel') as tf.Tensor4D),
      bias: tf.clone(biasOf(pruned)),
    })),
    batches,
    stage,
    fusion,
    affine: tf.tidy(() => fusedAffine(whole, fusion)),
  };
}

export function disposeProblem({ batches, stage, affine, warmStart }: LayerProblem): void {
  for (const { input, sides, labels, moments } of batches) {
    tf.dispose([input, sides, labels]);
    disposeMoments(moments);
  }
  disposeNetwork(stage);
  tf.dispose([affine, warmStart]);
}

/** Samples of all batches. */
export const samplesOf = ({ batches }: LayerProblem): number =>
  batches.reduce((total, { labels }) => total + labels.shape[0], 0);

/**
 * The stage's L_S (Eq 5) of a batch, and its gradient for the kernel over the channels of `over` and for the bias.
 *
 * @param x the batch's input, cut down to the channels of `kernel`: [N, h, w, |A|]
 * @param over the input whose channels the gradient is for: `x`, or that of all channels
 */
export function discriminationGradient(
  { convolution, stage, fusion, affine }: LayerProblem,
  { sides, labels }: CachedBatch,
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  bias: tf.Tensor,
  over: tf.Tensor4D,
): { loss: tf.Tensor; kernel: tf.Tensor4D; bias: tf.Tensor1D } {
  const filter = affine ? tf.mul<tf.Tensor4D>(kernel, affine.scale) : kernel;
  const offset = affine ? tf.add(tf.mul(bias, affine.scale), affine.shift) : bias;
  const output = convolve(convolution, x, filter, offset, fusion.activation);
  const { value: loss, grad } = tf.valueAndGrad((end: tf.Tensor) => {
    const [logits] = execute(stage, { ...sides, [fusion.end]: end }, [stage.output]);
    return discriminationLoss(logits as tf.Tensor2D, labels);
  })(output);
  const slope = (fusion.activation === 'relu' ? tf.mul(grad, tf.step(output)) : grad) as tf.Tensor4D;
  const kernelSlope = filterGradient(convolution, over, slope);
  const biasSlope = sumPerChannel(slope);
  return affine
    ? { loss, kernel: tf.mul(kernelSlope, affine.scale), bias: tf.mul(biasSlope, affine.scale) }
    : { loss, kernel: kernelSlope, bias: biasSlope };
}
