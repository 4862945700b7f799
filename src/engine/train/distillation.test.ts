import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { finiteDifferences, normals } from '../testing/numbers';
import { distillationLoss, taughtLoss } from './distillation';

await chooseBackend(['wasm']);

const ending = (activation: 'softmax' | 'sigmoid') =>
  new NetworkBuilder([4])
    .append('classes', 'Dense', { units: 3, activation: 'linear' })
    .append('end', 'Activation', { activation })
    .build(activation, new Random(1));

const softmax = (scores: readonly number[]): number[] => {
  const powers = scores.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};
const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score));
const divergence = (p: readonly number[], q: readonly number[]): number =>
  p.reduce((sum, share, index) => sum + share * Math.log(share / q[index]!), 0);

/** By the definition, in double precision: N rows of 3 scores. */
const literal = {
  softmax: (z: readonly number[], teacher: readonly number[], T: number) =>
    T ** 2 * divergence(softmax(teacher.map((score) => score / T)), softmax(z.map((score) => score / T))),
  sigmoid: (z: readonly number[], teacher: readonly number[], T: number) =>
    z.reduce((sum, score, index) => {
      const [p, q] = [sigmoid(teacher[index]! / T), sigmoid(score / T)];
      return sum + T ** 2 * divergence([p, 1 - p], [q, 1 - q]);
    }, 0),
};

const rows = 4;
const random = new Random(3);
const [student, teacher] = [normals(random, 3 * rows), normals(random, 3 * rows)].map((values) =>
  values.map((value) => 3 * value),
) as [Float32Array, Float32Array];
const rowsOf = (values: Float32Array) =>
  Array.from({ length: rows }, (_, row) => [...values.subarray(3 * row, 3 * row + 3)]);
const labels = tf.oneHot(tf.tensor1d([0, 2, 1, 1], 'int32'), 3).toFloat() as tf.Tensor2D;
const scores = (values: Float32Array) => tf.tensor2d(values, [rows, 3]);

describe.each(['softmax', 'sigmoid'] as const)('of a network that ends in a %s', (end) => {
  const network = ending(end);
  const expected = (z: Float32Array, T: number) => {
    const [mine, theirs] = [rowsOf(z), rowsOf(teacher)];
    return mine.reduce((sum, row, index) => sum + literal[end](row, theirs[index]!, T), 0) / rows;
  };

  test.each([1, 2, 4])('the loss is the divergence at temperature %i, and its slope that of the loss', (T) => {
    const loss = (z: tf.Tensor) => distillationLoss(network)(z as tf.Tensor2D, scores(teacher), T);
    expect(loss(scores(student)).dataSync()[0]! / expected(student, T)).toBeCloseTo(1, 4);
    const slopes = tf.grad(loss)(scores(student)).dataSync();
    const differences = finiteDifferences((z) => expected(z, T), student, 1e-3);
    for (const [index, slope] of slopes.entries()) expect(slope).toBeCloseTo(differences[index]!, 3);
  });

  test('a network that answers as its teacher does has nothing to learn', () => {
    const loss = (z: tf.Tensor) => distillationLoss(network)(z as tf.Tensor2D, scores(student), 4);
    expect(loss(scores(student)).dataSync()[0]).toBeCloseTo(0, 5);
    for (const slope of tf.grad(loss)(scores(student)).dataSync()) expect(slope).toBeCloseTo(0, 5);
  });
});

test('by hand: half from the label, half from the answers of a teacher', () => {
  const network = ending('softmax');
  const images = tf.zeros<tf.Rank.R4>([1, 1, 1, 1]);
  const batch = { images, labels: tf.tensor2d([[1, 0, 0]]), answers: tf.tensor2d([[2 * Math.log(2), 0, 0]]) };
  const loss = taughtLoss(network, { weight: 0.5, temperature: 2 });
  // All shares are 1/3; at T = 2 the teacher's are 1/2, 1/4, 1/4: KL = log 3 - 1.5 log 2.
  const expected = 0.5 * Math.log(3) + 0.5 * 4 * (Math.log(3) - 1.5 * Math.log(2));
  expect(loss(tf.zeros([1, 3]), batch).dataSync()[0]).toBeCloseTo(expected, 5);
});

test('without answers the labels teach, at weight 1 the answers alone', () => {
  const network = ending('softmax');
  const images = tf.zeros<tf.Rank.R4>([1, 1, 1, 1]);
  const z = scores(student);
  const lossAt = (weight: number, answers?: tf.Tensor2D) =>
    taughtLoss(network, { weight, temperature: 4 })(z, {
      images,
      labels,
      ...(answers ? { answers } : {}),
    }).dataSync()[0]!;
  const byLabels =
    -rowsOf(student).reduce((sum, row, index) => sum + Math.log(softmax(row)[[0, 2, 1, 1][index]!]!), 0) / rows;
  expect(lossAt(1)).toBeCloseTo(byLabels, 4);
  expect(lossAt(1, z)).toBeCloseTo(0, 5);
  expect(lossAt(0.9, z)).toBeCloseTo(0.1 * byLabels, 5);
});
