import { inverseOf } from './inverse';

/** What is solved: for every filter alike, the least of 1/2 w^T H w - t^T w + 1/2 sum of ridge (w - prior)^2. */
export interface NormalEquations {
  /** H, symmetric, [features, features]. */
  readonly matrix: Float64Array;
  /** t, [features, filters]. */
  readonly target: Float64Array;
  readonly features: number;
  readonly filters: number;
  /** Of a feature; 0 for none. */
  readonly ridge: (feature: number) => number;
  /** What the ridge draws to, [features, filters]. */
  readonly prior: ArrayLike<number>;
}

/**
 * The normal equations (H + ridge) w = t + ridge prior, of which features join bit by bit: k of them take O(F m k), where
 * m of F have joined. The inverse grows by the one of the Schur complement; the solution and what is left of the target
 * are updated, so that they stay exact.
 */
export class LeastSquares {
  /** Features that have joined, in their order. */
  readonly joined: number[] = [];
  /**
   * Minus the gradient, [features, filters]: zero for the features that have joined, for the others what they would fit.
   */
  readonly residual: Float64Array;
  /** The inverse of H + ridge among the joined, in rows of `most`. */
  private readonly inverse: Float64Array;
  private readonly solution: Float64Array;

  /** @param most features that join at most */
  constructor(
    private readonly equations: NormalEquations,
    private readonly most = equations.features,
  ) {
    const { target, ridge, prior, filters } = equations;
    this.inverse = new Float64Array(most * most);
    this.solution = new Float64Array(most * filters);
    this.residual = target.map((entry, at) => entry + ridge(Math.floor(at / filters)) * prior[at]!);
  }

  join(features: readonly number[]): void {
    const { inverse, joined, most, residual, solution } = this;
    const { filters } = this.equations;
    const [before, count] = [joined.length, features.length];
    const solved = this.solve(features);
    const schur = inverseOf(features.map((row, i) => features.map((_, j) => this.schur(row, features, solved, i, j))));
    const scaled = product(solved, schur.flat(), [before, count, count]);
    for (let m = 0; m < before; m++)
      for (let j = 0; j < count; j++) {
        const factor = scaled[m * count + j]!;
        for (let other = 0; other < before; other++) inverse[m * most + other]! += factor * solved[other * count + j]!;
        inverse[m * most + before + j] = -factor;
        inverse[(before + j) * most + m] = -factor;
      }
    for (let i = 0; i < count; i++)
      for (let j = 0; j < count; j++) inverse[(before + i) * most + before + j] = schur[i]![j]!;

    const left = Float64Array.from({ length: count * filters }, (_, at) => {
      const [i, filter] = [Math.floor(at / filters), at % filters];
      return residual[features[i]! * filters + filter]!;
    });
    const fitted = product(schur.flat(), left, [count, count, filters]);
    const change = product(solved, fitted, [before, count, filters]);
    for (let at = 0; at < change.length; at++) solution[at]! -= change[at]!;
    solution.set(fitted, before * filters);
    this.explain(features, solved, fitted);
    joined.push(...features);
    for (const feature of joined) residual.fill(0, feature * filters, (feature + 1) * filters);
  }

  /** The weights of the joined features, [joined, filters], by rows. */
  weights(): Float32Array {
    return Float32Array.from(this.solution.subarray(0, this.joined.length * this.equations.filters));
  }

  /** The inverse of H + ridge among the joined, [joined, joined], by rows. */
  inverseValues(): Float32Array {
    const count = this.joined.length;
    const values = new Float32Array(count * count);
    for (let row = 0; row < count; row++)
      values.set(this.inverse.subarray(row * this.most, row * this.most + count), row * count);
    return values;
  }

  /** The inverse times columns of H: [joined, columns]. */
  private solve(columns: readonly number[]): Float64Array {
    const { inverse, joined, most } = this;
    const { matrix, features } = this.equations;
    const solved = new Float64Array(joined.length * columns.length);
    for (const [j, column] of columns.entries()) {
      const side = Float64Array.from(joined, (row) => matrix[row * features + column]!);
      for (let m = 0; m < joined.length; m++) {
        let sum = 0;
        for (let other = 0; other < side.length; other++) sum += inverse[m * most + other]! * side[other]!;
        solved[m * columns.length + j] = sum;
      }
    }
    return solved;
  }

  /** An entry of the Schur complement of the joined features. */
  private schur(row: number, features: readonly number[], solved: Float64Array, i: number, j: number): number {
    const { matrix, features: size, ridge } = this.equations;
    let entry = matrix[row * size + features[j]!]! + (i === j ? ridge(row) : 0);
    for (const [m, other] of this.joined.entries())
      entry -= matrix[row * size + other]! * solved[m * features.length + j]!;
    return entry;
  }

  /** Takes from what is left of the target what new features fit. */
  private explain(features: readonly number[], solved: Float64Array, fitted: Float64Array): void {
    const { matrix, features: size, filters } = this.equations;
    const count = features.length;
    for (let row = 0; row < size; row++)
      for (let j = 0; j < count; j++) {
        let column = matrix[row * size + features[j]!]!;
        for (const [m, other] of this.joined.entries()) column -= matrix[row * size + other]! * solved[m * count + j]!;
        for (let filter = 0; filter < filters; filter++)
          this.residual[row * filters + filter]! -= column * fitted[j * filters + filter]!;
      }
  }
}

/** Of matrices by rows: [rows, inner] times [inner, columns]. */
function product(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  [rows, inner, columns]: readonly [number, number, number],
): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < inner; at++) {
      const factor = a[row * inner + at]!;
      for (let column = 0; column < columns; column++)
        result[row * columns + column]! += factor * b[at * columns + column]!;
    }
  return result;
}
