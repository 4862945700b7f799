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
 * The normal equations (H + ridge) w = t + ridge prior, of which features join bit by bit, by a Cholesky factor that grows
 * by a column each: the m-th takes O(F m), for all features, so that what is left of the target is known of those outside too.
 * (An inverse that grows is as quick and loses all digits: every join multiplies its error.)
 */
export class LeastSquares {
  /** Features that have joined, in their order. */
  readonly joined: number[] = [];
  /**
   * Minus the gradient, [features, filters]: zero for the features that have joined, for the others what they would fit.
   */
  readonly residual: Float64Array;
  /** L's columns for all features, one after the other: L L^T = H + ridge among the joined. */
  private readonly columns: Float64Array[] = [];
  private readonly solution: Float64Array[] = [];

  constructor(private readonly equations: NormalEquations) {
    const { target, ridge, prior, filters } = equations;
    this.residual = target.map((entry, at) => entry + ridge(Math.floor(at / filters)) * prior[at]!);
  }

  join(features: readonly number[]): void {
    for (const feature of features) this.joinOne(feature);
  }

  /** The weights of the joined features, [joined, filters], by rows. */
  weights(): Float32Array {
    const { filters } = this.equations;
    const weights = new Float32Array(this.solution.length * filters);
    for (const [at, row] of this.solution.entries()) weights.set(row, at * filters);
    return weights;
  }

  /** The inverse of H + ridge among the joined, [joined, joined], by rows: L^-T L^-1. */
  inverseValues(): Float32Array {
    const count = this.joined.length;
    const inverse = Array.from({ length: count }, () => new Float64Array(count));
    for (let place = 0; place < count; place++) {
      const column = this.inverseColumn(place);
      for (const [row, factor] of column.entries()) subtract(inverse[row]!, -factor, column);
    }
    const values = new Float32Array(count * count);
    for (const [at, row] of inverse.entries()) values.set(row, at * count);
    return values;
  }

  private joinOne(feature: number): void {
    const { matrix, features, ridge, filters } = this.equations;
    const column = matrix.slice(feature * features, (feature + 1) * features);
    column[feature]! += ridge(feature);
    for (const before of this.columns) subtract(column, before[feature]!, before);
    for (const other of this.joined) column[other] = 0;
    scale(column, 1 / Math.sqrt(Math.max(column[feature]!, ridge(feature))));

    const fitted = this.residual.slice(feature * filters, (feature + 1) * filters);
    scale(fitted, 1 / column[feature]!);
    for (const [row, factor] of column.entries())
      subtract(this.residual.subarray(row * filters, (row + 1) * filters), factor, fitted);
    this.residual.fill(0, feature * filters, (feature + 1) * filters);
    this.columns.push(column);
    this.joined.push(feature);
    this.solution.push(new Float64Array(filters));
    for (const [row, factor] of this.inverseColumn(this.joined.length - 1).entries())
      subtract(this.solution[row]!, -factor, fitted);
  }

  /** A column of L^-T, down to its diagonal. */
  private inverseColumn(place: number): Float64Array {
    const { columns, joined } = this;
    const inverse = new Float64Array(place + 1);
    for (let row = place; row >= 0; row--) {
      const column = columns[row]!;
      let left = row === place ? 1 : 0;
      for (let later = row + 1; later <= place; later++) left -= column[joined[later]!]! * inverse[later]!;
      inverse[row] = left / column[joined[row]!]!;
    }
    return inverse;
  }
}

/** Takes so much of another row, which may be shorter, from a row, in place. */
function subtract(row: Float64Array, factor: number, other: Float64Array): void {
  if (factor === 0) return;
  for (let at = 0; at < other.length; at++) row[at]! -= factor * other[at]!;
}

function scale(row: Float64Array, factor: number): void {
  for (let at = 0; at < row.length; at++) row[at]! *= factor;
}
