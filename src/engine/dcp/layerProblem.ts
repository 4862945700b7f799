import * as tf from '@tensorflow/tfjs';
import { runOwnKernel } from '../backend/ownKernels';
import { execute, layersBetween, sideInputs } from '../network/execute';
import { foldFrozen } from '../network/fold';
import { sumPerChannel } from '../network/layers/channelAffine';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, layerOf, type Network, ownerOf, weightKeys, weightOf } from '../network/network';
import { type ClassLoss, outputLoss } from '../train/loss';
import { type Convolution, convolutionOf, convolve } from './convolution';
import { type AuxiliaryHead, stageNetwork } from './heads';
import { type LayerInput, layerInput } from './layerInput';
import { discriminationLoss, reconstructionGradient, reconstructionLoss } from './losses';
import type { SelectionSamples } from './samples';

/** A batch of selection samples as the layer sees it. */
export interface CachedBatch {
  /** X, the layer's input in the pruned network. */
  readonly input: LayerInput;
  /** Outputs of the prefix that the tail reads past the layer, by layer name. */
  readonly sides: Readonly<Record<string, tf.Tensor>>;
  /** One-hot: [N, classes] */
  readonly labels: tf.Tensor2D;
  /** O^b, the layer's output in the baseline network: [N, h', w', n] */
  readonly baseline: tf.Tensor4D;
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
  /** The network up to the stage's loss, frozen, but for this layer. */
  readonly stage: Network;
  /** L_S of its class scores. */
  readonly loss: ClassLoss;
}

/**
 * @param pruned the network being pruned; its weights of `layer` are the warm start
 * @param baseline gives O^b
 * @param head the auxiliary head of the stage; absent in the last, whose loss is the network's own
 */
export async function layerProblem(
  pruned: Network,
  baseline: Network,
  layer: string,
  head: AuxiliaryHead | undefined,
  samples: SelectionSamples,
): Promise<LayerProblem> {
  const convolution = convolutionOf(pruned, layer);
  const [inputLayer = ''] = layerOf(pruned, layer).inputs;
  const biasOf = (network: Network) => network.weights.get(`${layer}/bias`) ?? tf.zeros([convolution.filters]);
  const stage = foldFrozen(stageNetwork(pruned, head), layer);
  const sideNames = sideInputs(stage, layer);
  const foldedBaseline = foldFrozen(logitsNetwork(baseline), layer);
  const warmStart = tf.tidy(() => ({
    kernel: tf.clone(weightOf(pruned, layer, 'kernel') as tf.Tensor4D),
    bias: tf.clone(biasOf(pruned)),
  }));
  const batches: CachedBatch[] = [];
  const problem = {
    layer,
    convolution,
    warmStart,
    batches,
    stage,
    loss: head ? discriminationLoss : outputLoss(pruned),
  };
  const waiting: tf.Tensor[] = [];
  try {
    const prefix = await samples.pruned.runTo(stage, layer, [inputLayer, ...sideNames]);
    waiting.push(...prefix.flat());
    if (startAlike(pruned, baseline, layer)) samples.baseline.follow(samples.pruned);
    const baselinePrefix = await samples.baseline.runTo(foldedBaseline, layer, [inputLayer]);
    waiting.push(...baselinePrefix.flat());
    const kernel = weightOf(baseline, layer, 'kernel') as tf.Tensor4D;
    for (const [batch, [input, ...sides]] of prefix.entries()) {
      await samples.pass();
      const [x] = baselinePrefix[batch]!;
      const output = tf.tidy(() => convolve(convolution, x as tf.Tensor4D, kernel, biasOf(baseline)));
      x!.dispose();
      batches.push({
        input: layerInput(convolution, input as tf.Tensor4D, prefix.length),
        sides: Object.fromEntries(sideNames.map((name, index) => [name, sides[index]!])),
        labels: samples.labels(batch),
        baseline: output,
      });
    }
    return problem;
  } catch (error) {
    disposeProblem(problem);
    tf.dispose(waiting);
    throw error;
  } finally {
    disposeNetwork(foldedBaseline);
  }
}

/** Whether the layers before `layer` have the same weights, value by value in the same memory. */
function startAlike(a: Network, b: Network, layer: string): boolean {
  const before = layersBetween(a, new Set(), layerOf(a, layer).inputs);
  const owners = new Set(a.layers.filter(({ name }) => before.has(name)).map(ownerOf));
  return [...owners]
    .flatMap((owner) => weightKeys(a, owner))
    .every((key) => a.weights.get(key)?.dataId === b.weights.get(key)?.dataId);
}

export function disposeProblem({ batches, stage, warmStart }: LayerProblem): void {
  for (const { input, sides, labels, baseline } of batches) {
    input.dispose();
    tf.dispose([sides, labels, baseline]);
  }
  disposeNetwork(stage);
  tf.dispose([warmStart.kernel, warmStart.bias]);
}

/** Samples of all batches. */
export const samplesOf = ({ batches }: LayerProblem): number =>
  batches.reduce((total, { labels }) => total + labels.shape[0], 0);

/** Eq 3, 5 and 6 of one batch: the losses, and the joint one's gradient for O, from which those for the weights follow. */
export interface JointGradient {
  /** Computed on demand: the gradient does not need it. */
  reconstruction: () => tf.Scalar;
  discrimination: tf.Scalar;
  /** For O: [N, h', w', n] */
  slope: tf.Tensor4D;
  /** For the bias: [n] */
  bias: tf.Tensor1D;
}

/**
 * The joint loss L_M + lambda L_S of a batch at the weights W_A, differentiated: through the tail down to O by the tape.
 *
 * @param weights W_A, [kh, kw, |A|, n], for the channels that the batch's input has selected, and the bias, [n]
 * @param share what the gradients are multiplied by: the batch's part in a mean over several
 */
export function jointGradient(
  { layer, stage, loss }: LayerProblem,
  { input, sides, labels, baseline }: CachedBatch,
  { kernel, bias }: { readonly kernel: tf.Tensor4D; readonly bias: tf.Tensor },
  lambda: number,
  share = 1,
): JointGradient {
  const output = input.output(kernel, bias);
  const { value: discrimination, grad } = tf.valueAndGrad((end: tf.Tensor) => {
    const [logits] = execute(stage, { ...sides, [layer]: end }, [stage.output]);
    return loss(logits as tf.Tensor2D, labels);
  })(output);
  return { ...jointSlope(output, baseline, grad, lambda, share), discrimination: discrimination as tf.Scalar };
}

/** A share of the gradient of Eq 6 for O, [N, h, w, n], its sum over samples and positions, [n], and Eq 3. */
function jointSlope(
  output: tf.Tensor4D,
  baseline: tf.Tensor4D,
  gradient: tf.Tensor,
  lambda: number,
  share: number,
): Omit<JointGradient, 'discrimination'> {
  const factors = tf.tensor1d([share / output.size, share * lambda]);
  const [slope, bias, squares] = runOwnKernel<tf.Tensor[]>('jointSlope', { output, baseline, gradient, factors }) ?? [];
  if (slope && bias && squares)
    return {
      slope: slope as tf.Tensor4D,
      bias: bias as tf.Tensor1D,
      reconstruction: () => tf.div(tf.sum(squares), 2 * output.size) as tf.Scalar,
    };
  const reconstruction = reconstructionGradient(output, baseline, share);
  const sum = tf.add<tf.Tensor4D>(reconstruction, tf.mul(gradient, share * lambda));
  return { slope: sum, bias: sumPerChannel(sum), reconstruction: () => reconstructionLoss(output, baseline) };
}
