/** The least of 1/2 beta^T H beta - t^T beta + penalty ||beta||_1. */
export interface Lasso {
  /** H, symmetric, [c, c]. */
  readonly matrix: Float64Array;
  /** t, [c]. */
  readonly target: Float64Array;
}

const mostSweeps = 1000;
/** Of the largest entry of t: by so much a sweep may still change a slope. */
const tolerance = 1e-7;

/** The penalty from which on beta is zero: max |t|. */
export const largestPenalty = ({ target }: Lasso): number => target.reduce((most, t) => Math.max(most, Math.abs(t)), 0);

/** Solves it by cyclic coordinate descent: each beta_j is the least with the others as they are. @param from where to start */
export function solveLasso(lasso: Lasso, penalty: number, from: Float64Array): Float64Array {
  const { matrix, target } = lasso;
  const size = target.length;
  const beta = from.slice();
  /** t - H beta. */
  const left = target.slice();
  const move = (j: number, change: number) => {
    for (let row = 0; row < size; row++) left[row]! -= matrix[j * size + row]! * change;
  };
  for (const [j, value] of beta.entries()) move(j, value);
  const small = tolerance * largestPenalty(lasso);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let largest = 0;
    for (let j = 0; j < size; j++) {
      const curvature = matrix[j * size + j]!;
      const next = curvature > 0 ? softThreshold(left[j]! + curvature * beta[j]!, penalty) / curvature : 0;
      const change = next - beta[j]!;
      if (change === 0) continue;
      move(j, change);
      beta[j] = next;
      largest = Math.max(largest, curvature * Math.abs(change));
    }
    if (largest <= small) break;
  }
  return beta;
}

/** S(x, p) = sign(x) max(|x| - p, 0). */
export const softThreshold = (x: number, penalty: number): number => Math.sign(x) * Math.max(Math.abs(x) - penalty, 0);
