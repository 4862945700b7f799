import * as tf from '@tensorflow/tfjs';
import { batchIndices, makeBatch } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { execute, sideInputs, upTo } from '../network/execute';
import { type Fusion, foldFrozen, fusedAffine, fusionOf } from '../network/fold';
import { sumPerChannel } from '../network/layers/channelAffine';
import { disposeNetwork, layerOf, type Network, weightOf } from '../network/network';
import {
  type Convolution,
  convolutionOf,
  convolve,
  type Features,
  fromRows,
  patchesOf,
  patchProducts,
  tapsOf,
} from './convolution';
import { type AuxiliaryHead, stageNetwork } from './heads';
import { discriminationLoss } from './losses';
import { disposeMoments, type Moments, momentsOf } from './reconstruction';

const batchSize = 128;
/** Patches are kept only if those of all samples fit; else every product with them is a convolution. */
const patchBytes = 400e6;

/** A batch of selection samples as the layer sees it. */
export interface CachedBatch {
  /** X, the layer's input in the pruned network, [N, h, w, c], and its patches. */
  readonly features: Features;
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
    const x = input as tf.Tensor4D;
    const positions = output.size / convolution.filters;
    const bytes = (4 * x.shape[3] * tapsOf(convolution) * positions * indices.length) / chosen.length;
    const features = { input: x, patches: bytes <= patchBytes ? patchesOf(convolution, x) : undefined };
    const moments = momentsOf(convolution, features, output);
    tf.dispose([images, output]);
    const named = Object.fromEntries(sideNames.map((name, index) => [name, sides[index]!]));
    return { features, sides: named, labels, moments };
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
  for (const { features, sides, labels, moments } of batches) {
    tf.dispose([features, sides, labels]);
    disposeMoments(moments);
  }
  disposeNetwork(stage);
  tf.dispose([affine, warmStart]);
}

/** Samples of all batches. */
export const samplesOf = ({ batches }: LayerProblem): number =>
  batches.reduce((total, { labels }) => total + labels.shape[0], 0);

/**
 * The stage's L_S (Eq 5) of a batch at weights W_A, and its gradient.
 *
 * @param selected the batch's features cut down to the selected channels
 * @param rows W_A: [|A| taps, n]
 * @param over the features whose channels the gradient is for: those selected, or all
 * @returns the gradient for the rows of `over`'s channels, and for the bias
 */
export function discriminationGradient(
  { convolution, stage, fusion, affine }: LayerProblem,
  { sides, labels }: CachedBatch,
  selected: Features,
  rows: tf.Tensor2D,
  bias: tf.Tensor,
  over: Features,
): { loss: tf.Tensor; rows: tf.Tensor2D; bias: tf.Tensor1D } {
  const kernel = fromRows(convolution, affine ? tf.mul(rows, affine.scale) : rows);
  const offset = affine ? tf.add(tf.mul(bias, affine.scale), affine.shift) : bias;
  const output = convolve(convolution, selected.input, kernel, offset, fusion.activation);
  const { value: loss, grad } = tf.valueAndGrad((end: tf.Tensor) => {
    const [logits] = execute(stage, { ...sides, [fusion.end]: end }, [stage.output]);
    return discriminationLoss(logits as tf.Tensor2D, labels);
  })(output);
  const slope = (fusion.activation === 'relu' ? tf.mul(grad, tf.step(output)) : grad) as tf.Tensor4D;
  const rowsSlope = patchProducts(convolution, over, slope);
  const biasSlope = sumPerChannel(slope);
  return affine
    ? { loss, rows: tf.mul(rowsSlope, affine.scale), bias: tf.mul(biasSlope, affine.scale) }
    : { loss, rows: rowsSlope, bias: biasSlope };
}
