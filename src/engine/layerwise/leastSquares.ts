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
  /** L^-1 (t + ridge prior), a row for each of the joined. */
  private readonly fitted: Float64Array[] = [];

  constructor(private readonly equations: NormalEquations) {
    const { target, ridge, prior, filters } = equations;
    this.residual = target.map((entry, at) => entry + ridge(Math.floor(at / filters)) * prior[at]!);
  }

  join(features: readonly number[]): void {
    for (const feature of features) this.joinOne(feature);
  }

  /** The weights of the joined features, [joined, filters], by rows: L^T w is what is fitted. */
  weights(): Float32Array {
    const { filters } = this.equations;
    const rows = this.fitted.map((row) => Float64Array.from(row));
    const weights = new Float32Array(rows.length * filters);
    for (const [at, row] of [...rows.entries()].reverse()) {
      const column = this.columns[at]!;
      for (let later = at + 1; later < rows.length; later++) subtract(row, column[this.joined[later]!]!, rows[later]!);
      scale(row, 1 / column[this.joined[at]!]!);
      weights.set(row, at * filters);
    }
    return weights;
  }

  /** The inverse of H + ridge among the joined, [joined, joined], by rows: L^-T L^-1. */
  inverseValues(): Float32Array {
    const count = this.joined.length;
    const inverse = Array.from({ length: count }, (_, at) => new Float64Array(count).fill(1, at, at + 1));
    for (const [at, row] of inverse.entries()) {
      scale(row, 1 / this.columns[at]![this.joined[at]!]!);
      for (let later = at + 1; later < count; later++)
        subtract(inverse[later]!, this.columns[at]![this.joined[later]!]!, row);
    }
    for (const [at, row] of [...inverse.entries()].reverse()) {
      for (let later = at + 1; later < count; later++)
        subtract(row, this.columns[at]![this.joined[later]!]!, inverse[later]!);
      scale(row, 1 / this.columns[at]![this.joined[at]!]!);
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
    scale(column, 1 / Math.sqrt(column[feature]!));

    const fitted = this.residual.slice(feature * filters, (feature + 1) * filters);
    scale(fitted, 1 / column[feature]!);
    for (const [row, factor] of column.entries())
      subtract(this.residual.subarray(row * filters, (row + 1) * filters), factor, fitted);
    this.residual.fill(0, feature * filters, (feature + 1) * filters);
    this.columns.push(column);
    this.fitted.push(fitted);
    this.joined.push(feature);
  }
}

/** Takes so much of another row from a row, in place. */
function subtract(row: Float64Array, factor: number, other: Float64Array): void {
  if (factor === 0) return;
  for (let at = 0; at < row.length; at++) row[at]! -= factor * other[at]!;
}

function scale(row: Float64Array, factor: number): void {
  for (let at = 0; at < row.length; at++) row[at]! *= factor;
}
