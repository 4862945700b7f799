import * as tf from '@tensorflow/tfjs';
import { jointGradient } from '../../layerwise/jointGradient';
import { jointLoss } from '../../layerwise/losses';
import { sharesOf } from '../../layerwise/samplePart';
import type { SelectedChannels } from '../../layerwise/selectedChannels';
import { Diverged } from '../../train/finite';
import type { SelectionOptions, SelectionStep } from './selection';

/** What one reader of a group has selected. */
export interface ReaderSelection {
  readonly selected: SelectedChannels;
  /** The group's channel that each input channel is. */
  readonly channels: readonly number[];
}

type Scored = Pick<SelectionStep, 'scores' | 'reconstruction' | 'discrimination' | 'joint'>;

/** The score of every channel of the group, and the losses at these weights. @param before channels that are selected */
export async function scoreChannels(
  readers: readonly ReaderSelection[],
  before: readonly number[],
  options: SelectionOptions,
): Promise<Scored> {
  const parts: tf.Tensor1D[] = [];
  try {
    for (const { selected } of readers) parts.push(await scoreReader(selected, options));
  } catch (error) {
    tf.dispose(parts);
    throw error;
  }
  const numbers = tf.concat(parts);
  tf.dispose(parts);
  const values = await numbers.data();
  numbers.dispose();
  if (!values.every(Number.isFinite)) {
    const layers = readers.map(({ selected }) => `"${selected.problem.layer}"`).join(', ');
    throw new Diverged('diverged.selection', { layers, channels: before.length, lambda: options.lambda });
  }
  const scores: number[] = Array(Math.max(...readers.flatMap(({ channels }) => channels)) + 1).fill(0);
  let at = 0;
  let reconstruction = 0;
  let discrimination = 0;
  for (const { selected, channels } of readers) {
    for (const place of selected.open) scores[channels[place]!] = scores[channels[place]!]! + values[at++]!;
    reconstruction += values[at++]! / readers.length;
    discrimination += values[at++]! / readers.length;
  }
  for (const channel of before) scores[channel] = 0;
  return { scores, reconstruction, discrimination, joint: jointLoss(reconstruction, discrimination, options.lambda) };
}

/** ||G_j||_F of every channel that is not selected, G the joint loss's gradient over all samples; then L_M and L_S. */
async function scoreReader(
  selected: SelectedChannels,
  { lambda, score, pass }: SelectionOptions,
): Promise<tf.Tensor1D> {
  const { problem } = selected;
  const parts = problem.batches.flat();
  const shares = sharesOf(parts);
  const losses: tf.Tensor[] = [];
  let sum: tf.Tensor | undefined;
  try {
    for (const [index, part] of parts.entries()) {
      await pass();
      const scored = part.use(selected.split, (samples) => {
        const joint = jointGradient(problem, samples, selected, lambda, shares[index]);
        const gradients = samples.input.addOpenGradient(joint.outputGradient, sum);
        return { gradients, losses: tf.stack([joint.reconstruction(), joint.discrimination]) };
      });
      sum?.dispose();
      sum = scored.gradients;
      losses.push(scored.losses);
    }
    return tf.tidy(() => {
      const gradient = problem.form.openGradient(sum!, selected.split);
      const meanLosses = tf.dot(tf.tensor1d(shares), tf.stack(losses)) as tf.Tensor1D;
      return tf.concat([channelScores(gradient, score), meanLosses]);
    });
  } finally {
    tf.dispose([losses, sum ?? []]);
  }
}

/** The scores of Algorithm 2 from the gradient of a kernel [kh, kw, c, n]: [c]. */
export function channelScores(gradient: tf.Tensor4D, score: 'slice' | 'kernels'): tf.Tensor1D {
  const kernels = tf.sum(tf.square(gradient), [0, 1]);
  if (score === 'slice') return tf.sqrt(tf.sum(kernels, 1)) as tf.Tensor1D;
  return tf.sum(tf.sqrt(kernels), 1) as tf.Tensor1D;
}
