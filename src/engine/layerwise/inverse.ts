/** The inverse of a symmetric positive definite matrix, by Gauss and Jordan. */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] {
  const rows = matrix.map((row, at) => [...row, ...matrix.map((_, column) => (column === at ? 1 : 0))]);
  for (const [pivot, row] of rows.entries()) {
    const scale = 1 / row[pivot]!;
    for (let column = 0; column < row.length; column++) row[column]! *= scale;
    for (const [at, other] of rows.entries()) {
      if (at === pivot) continue;
      const factor = other[pivot]!;
      for (let column = 0; column < row.length; column++) other[column]! -= factor * row[column]!;
    }
  }
  return rows.map((row) => row.slice(matrix.length));
}
