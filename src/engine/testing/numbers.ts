import type * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Random } from '../random';

export const normals = (random: Random, count: number): Float32Array =>
  Float32Array.from({ length: count }, () => random.normal());

/** The largest difference between two tensors' entries, as a share of the largest entry of the second. */
export function expectClose(actual: tf.Tensor, expected: tf.Tensor, tolerance: number): void {
  expect(actual.shape).toEqual(expected.shape);
  const wanted = Array.from(expected.dataSync());
  const scale = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
  const values = Array.from(actual.dataSync());
  const worst = values.reduce((most, value, index) => Math.max(most, Math.abs(value - wanted[index]!)), 0);
  expect(worst / scale).toBeLessThan(tolerance);
}

/** Central finite differences of a function of many numbers. */
export function finiteDifferences(f: (x: Float32Array) => number, at: Float32Array, step: number): Float32Array {
  return at.map((_, index) => {
    const moved = (by: number) => f(at.map((value, other) => (other === index ? value + by : value)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
}
