import type { NormalEquations } from '../layerwise/leastSquares';

/** The normal equations of some features, solved at once by elimination with pivots: [features, filters], by rows. */
export function directSolution(
  { matrix, target, features: size, filters, ridge, prior }: NormalEquations,
  features: readonly number[],
): number[] {
  const rows = features.map((row, at) => [
    ...features.map((column, other) => matrix[row * size + column]! + (at === other ? ridge(row) : 0)),
    ...Array.from({ length: filters }, (_, filter) => {
      const place = row * filters + filter;
      return target[place]! + ridge(row) * prior[place]!;
    }),
  ]);
  for (let pivot = 0; pivot < rows.length; pivot++) {
    const candidates = rows.slice(pivot);
    const best = candidates.reduce((a, b) => (Math.abs(b[pivot]!) > Math.abs(a[pivot]!) ? b : a));
    const at = rows.indexOf(best);
    [rows[pivot], rows[at]] = [best, rows[pivot]!];
    for (const row of rows) {
      if (row === best) continue;
      const factor = row[pivot]! / best[pivot]!;
      for (let column = pivot; column < row.length; column++) row[column]! -= factor * best[column]!;
    }
  }
  return rows.flatMap((row, at) => row.slice(rows.length).map((value) => value / row[at]!));
}
