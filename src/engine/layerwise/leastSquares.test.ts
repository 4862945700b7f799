import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../random';
import { directSolution } from '../testing/directSolution';
import { LeastSquares, type NormalEquations } from './leastSquares';

/** Phi^T Phi and Phi^T O of a random Phi. */
function equationsOf(seed: number, features: number, filters: number): NormalEquations {
  const random = new Random(seed);
  const rows = features + 5;
  const phi = Array.from({ length: rows }, () => Array.from({ length: features }, () => random.normal()));
  const output = Array.from({ length: rows }, () => Array.from({ length: filters }, () => random.normal()));
  const matrix = new Float64Array(features * features);
  const target = new Float64Array(features * filters);
  for (let i = 0; i < features; i++) {
    for (let j = 0; j < features; j++) matrix[i * features + j] = phi.reduce((sum, row) => sum + row[i]! * row[j]!, 0);
    for (let j = 0; j < filters; j++)
      target[i * filters + j] = phi.reduce((sum, row, at) => sum + row[i]! * output[at]![j]!, 0);
  }
  const prior = Array.from({ length: features * filters }, () => random.normal());
  return { matrix, target, features, filters, prior, ridge: (feature) => (feature === 0 ? 0 : 0.3) };
}

test('however features join, the weights solve the normal equations, and the residual is what they leave', () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
      (seed, features, filters, blocks) => {
        const equations = equationsOf(seed, features, filters);
        const order = [...new Random(seed + 1).permutation(features)];
        const squares = new LeastSquares(equations);
        for (const size of blocks) {
          const joining = order.splice(0, size);
          if (joining.length === 0) return;
          squares.join(joining);
          const { joined } = squares;
          const expected = directSolution(equations, joined);
          for (const [at, weight] of squares.weights().entries()) expect(weight).toBeCloseTo(expected[at]!, 4);
          for (let row = 0; row < features; row++)
            for (let filter = 0; filter < filters; filter++) {
              const explained = joined.reduce(
                (sum, feature, at) =>
                  sum + equations.matrix[row * features + feature]! * expected[at * filters + filter]!,
                0,
              );
              const pull = equations.ridge(row) * equations.prior[row * filters + filter]!;
              const left = equations.target[row * filters + filter]! + pull - explained;
              expect(squares.residual[row * filters + filter]).toBeCloseTo(joined.includes(row) ? 0 : left, 6);
            }
        }
      },
    ),
    { seed: 1, numRuns: 100 },
  );
});

test('many features that are nearly alike, as of activations that are never negative, leave the weights exact', () => {
  const [features, filters] = [300, 2];
  const random = new Random(5);
  const shared = Array.from({ length: 400 }, () => random.uniform());
  const phi = shared.map((common) => Array.from({ length: features }, () => common + 0.05 * random.normal()));
  const truth = Array.from({ length: features * filters }, () => random.normal());
  const dot = (i: number, j: number) => phi.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / phi.length;
  const matrix = Float64Array.from({ length: features ** 2 }, (_, at) => dot(Math.floor(at / features), at % features));
  const target = Float64Array.from({ length: features * filters }, (_, at) => {
    const [row, filter] = [Math.floor(at / filters), at % filters];
    let sum = 0;
    for (let other = 0; other < features; other++)
      sum += matrix[row * features + other]! * truth[other * filters + filter]!;
    return sum;
  });
  const squares = new LeastSquares({ matrix, target, features, filters, prior: truth, ridge: () => 1e-9 });
  for (let feature = 0; feature < features; feature += 9)
    squares.join(Array.from({ length: Math.min(9, features - feature) }, (_, index) => feature + index));
  for (const [at, weight] of squares.weights().entries()) expect(weight).toBeCloseTo(truth[at]!, 4);
});
