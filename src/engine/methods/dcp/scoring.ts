import * as tf from '@tensorflow/tfjs';
import type { Losses } from '../../layerwise/jointPass';
import type { Measured } from '../../layerwise/solver';
import { Diverged } from '../../train/finite';
import type { GroupReader, SelectionOptions } from './selection';

type Score = SelectionOptions['score'];

/**
 * The score of every channel of the group, and the losses at these weights.
 *
 * @param before channels that are selected
 * @throws Diverged where a score or a loss is not finite
 */
export async function scoreChannels(
  readers: readonly GroupReader[],
  before: readonly number[],
  score: Score,
): Promise<{ scores: number[]; losses: Losses }> {
  const measured: Measured[] = [];
  for (const { solver } of readers) measured.push(await solver.measure());
  const losses = meanLosses(measured);
  const scores: number[] = Array(Math.max(...readers.flatMap(({ channels }) => channels)) + 1).fill(0);
  for (const [index, { solver, channels }] of readers.entries()) {
    const { open } = solver.selected;
    const parts = await readScores(measured[index]!.open, score);
    for (const [channel, value] of scoresOfChannels(
      parts,
      open.map((place) => channels[place]!),
      score,
    ))
      scores[channel]! += value;
  }
  if (![...scores, ...Object.values(losses)].every(Number.isFinite)) {
    const layers = readers.map(({ solver }) => `"${solver.selected.problem.layer}"`).join(', ');
    throw new Diverged('diverged.selection', { layers, channels: before.length });
  }
  for (const channel of before) scores[channel] = 0;
  return { scores, losses };
}

/** Means over the readers. */
export function meanLosses(measured: readonly Measured[]): Losses {
  const mean = (of: (losses: Losses) => number) =>
    measured.reduce((sum, { losses }) => sum + of(losses) / measured.length, 0);
  return {
    reconstruction: mean(({ reconstruction }) => reconstruction),
    discrimination: mean(({ discrimination }) => discrimination),
    joint: mean(({ joint }) => joint),
  };
}

async function readScores(gradient: tf.Tensor4D, score: Score): Promise<ArrayLike<number>> {
  const parts = tf.tidy(() => scoreParts(gradient, score));
  const values = await parts.data();
  parts.dispose();
  return values;
}

/**
 * What the scores of Algorithm 2 are made of, from the gradient of a kernel [kh, kw, c, n / G]: of every input channel the
 * square of its slice's norm, or the sum of its kernels' norms, [c].
 */
export function scoreParts(gradient: tf.Tensor4D, score: Score): tf.Tensor1D {
  const kernels = tf.sum(tf.square(gradient), [0, 1]);
  return tf.sum(score === 'slice' ? kernels : tf.sqrt(kernels), 1) as tf.Tensor1D;
}

/** ||G_j||_F of a group's channels, G_j all that the layer reads of a channel. @param channels of each part */
export function scoresOfChannels(
  parts: ArrayLike<number>,
  channels: readonly number[],
  score: Score,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [place, channel] of channels.entries()) sums.set(channel, (sums.get(channel) ?? 0) + parts[place]!);
  return score === 'slice' ? new Map([...sums].map(([channel, sum]) => [channel, Math.sqrt(sum)])) : sums;
}
