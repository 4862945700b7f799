import { expect, test } from 'vitest';
import { convolutionForm } from '../network/layers/convolutionForm';
import { scalarCost } from '../run/work';
import { inverseWork, joiningWork } from './leastSquaresWork';

const convolution = convolutionForm({ kernelSize: [3, 3], size: [8, 8], channels: 32, filters: 48, hasBias: false });
const features = 9 * 32;

/** Multiply-adds of features that join one after the other, counted as `LeastSquares` goes through its rows. */
function counted(from: number, to: number): number {
  let sum = 0;
  for (let m = from; m < to; m++) {
    const column = features * m;
    const residual = features * 48;
    const inverse = (m * (m + 1)) / 2;
    const solution = 48 * (m + 1);
    sum += column + residual + inverse + solution;
  }
  return sum;
}

test('joining channels takes what their features take one by one', () => {
  for (const [joined, joining] of [
    [0, 16],
    [4, 2],
    [20, 12],
  ] as const) {
    const work = joiningWork(convolution, joined, joining) / scalarCost();
    expect(work / counted(9 * joined, 9 * (joined + joining))).toBeCloseTo(1, 1);
  }
});

test('channels that join bit by bit take as long as all at once', () => {
  const parts = [0, 8, 16, 24].map((joined) => joiningWork(convolution, joined, 8));
  expect(parts.reduce((sum, part) => sum + part) / joiningWork(convolution, 0, 32)).toBeCloseTo(1, 9);
});

test('an inverse takes half the cube of the features that have joined', () => {
  let sum = 0;
  for (let place = 0; place < 9 * 16; place++) sum += (place * (place + 1)) / 2 + (place + 1) ** 2;
  expect(inverseWork(convolution, 16) / scalarCost() / sum).toBeCloseTo(1, 1);
});
