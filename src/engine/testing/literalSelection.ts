import * as tf from '@tensorflow/tfjs';
import { batchIndices, makeBatch } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { execute } from '../network/execute';
import { type Network, weightOf } from '../network/network';
import { type AuxiliaryHead, stageNetwork } from '../train/heads';

export interface LiteralOptions {
  count: number;
  lambda: number;
  batchSize: number;
  epsilon?: number;
}

export interface LiteralStep {
  chosen: number;
  scores: number[];
  reconstruction: number;
  discrimination: number;
}

/**
 * Algorithm 2 word for word, for tests and benchmarks: every batch of both passes of every channel runs both networks
 * from the images on, on masked kernels of full size, and the tape differentiates Eq 3, 5 and 6 as they stand.
 */
export async function literalSelection(
  pruned: Network,
  baseline: Network,
  layer: string,
  head: AuxiliaryHead | undefined,
  dataset: Dataset,
  indices: Uint32Array,
  { count, lambda, epsilon, batchSize }: LiteralOptions,
): Promise<{ kept: number[]; steps: LiteralStep[]; kernel: tf.Tensor4D }> {
  const stage = stageNetwork(pruned, head);
  const warm = weightOf(pruned, layer, 'kernel') as tf.Tensor4D;
  const channels = warm.shape[2];
  const hasBias = pruned.weights.has(`${layer}/bias`);
  const batches = [...batchIndices(indices, batchSize)];

  const lossAndGradients = (kernel: tf.Tensor, bias: tf.Tensor, chosen: Uint32Array) =>
    tf.tidy(() => {
      const { images, labels } = makeBatch(dataset, dataset.train, chosen);
      const [target] = execute(baseline, { [baseline.input]: images }, [layer]);
      const parts = tf.keep(tf.variable(tf.zeros([2])));
      const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
        const weights = new Map(
          [`${layer}/kernel`, `${layer}/bias`].map((key, index) => [key, tensors[index] ?? bias]),
        );
        const [output, logits] = execute(stage, { [stage.input]: images }, [layer, stage.output], { weights });
        const reconstruction = tf.div(tf.sum(tf.square(tf.sub(output!, target!))), 2 * output!.size);
        const discrimination = tf.losses.softmaxCrossEntropy(labels, logits as tf.Tensor2D);
        parts.assign(tf.stack([reconstruction, discrimination]) as tf.Tensor1D);
        return tf.add(reconstruction, tf.mul(discrimination, lambda)) as tf.Scalar;
      })(hasBias ? [kernel, bias] : [kernel]);
      const [reconstruction = 0, discrimination = 0] = parts.dataSync();
      parts.dispose();
      return { joint: value, reconstruction, discrimination, kernel: grads[0]!, bias: grads[1] ?? tf.zerosLike(bias) };
    });

  let kernel: tf.Tensor = tf.zerosLike(warm);
  let bias: tf.Tensor = hasBias ? tf.clone(weightOf(pruned, layer, 'bias')) : tf.zeros([warm.shape[3]]);
  const selected: number[] = [];
  const steps: LiteralStep[] = [];
  const losses: number[] = [];
  while (selected.length < count) {
    const last = [kernel, bias];
    tf.engine().startScope();
    let gradient: tf.Tensor = tf.zerosLike(warm);
    let reconstruction = 0;
    let discrimination = 0;
    for (const chosen of batches) {
      const share = chosen.length / indices.length;
      const part = lossAndGradients(kernel, bias, chosen);
      gradient = tf.tidy(() => tf.add(gradient, tf.mul(part.kernel, share)));
      reconstruction += share * part.reconstruction;
      discrimination += share * part.discrimination;
    }
    losses.push(reconstruction + lambda * discrimination);
    const [initial = 0] = losses;
    const before = losses.at(-2);
    const now = losses.at(-1) ?? 0;
    if (epsilon !== undefined && before !== undefined && Math.abs(before - now) / initial <= epsilon) {
      tf.engine().endScope();
      break;
    }
    const squares = tf.sum(tf.square(gradient), [0, 1, 3]).dataSync();
    const scores = Array.from(squares, (square, channel) => (selected.includes(channel) ? 0 : Math.sqrt(square)));
    const open = [...scores.keys()].filter((channel) => !selected.includes(channel));
    const chosen = open.reduce((best, channel) => (scores[channel]! > scores[best]! ? channel : best));
    steps.push({ chosen, scores, reconstruction, discrimination });
    selected.push(chosen);
    const flags = (indices: number[]) =>
      tf.tensor4d(
        Array.from({ length: channels }, (_, channel) => Number(indices.includes(channel))),
        [1, 1, channels, 1],
      );
    kernel = tf.tidy(() => tf.add(kernel, tf.mul(warm, flags([chosen]))));
    let kernelVelocity: tf.Tensor = tf.zerosLike(kernel);
    let biasVelocity: tf.Tensor = tf.zerosLike(bias);
    for (const images of batches) {
      const part = lossAndGradients(kernel, bias, images);
      [kernel, kernelVelocity, bias, biasVelocity] = tf.tidy(() => {
        const slope = tf.mul(tf.add(part.kernel, tf.mul(kernel, 1e-4)), flags(selected));
        const velocity = tf.add(tf.mul(kernelVelocity, 0.9), slope);
        const speed = tf.add(tf.mul(biasVelocity, 0.9), part.bias);
        return [
          tf.sub(kernel, tf.mul(tf.add(slope, tf.mul(velocity, 0.9)), 0.01)),
          velocity,
          tf.sub(bias, tf.mul(tf.add(part.bias, tf.mul(speed, 0.9)), 0.01)),
          speed,
        ] as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      });
    }
    tf.engine().endScope([kernel, bias]);
    tf.dispose(last);
  }
  bias.dispose();
  return { kept: selected.toSorted((a, b) => a - b), steps, kernel: kernel as tf.Tensor4D };
}
