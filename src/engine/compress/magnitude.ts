/**
 * Which weights stay where the smallest are removed one by one (Han 2015, "Learning both Weights and Connections for
 * Efficient Neural Networks"); of equal ones the first. Zeros never stay.
 *
 * @param share of the weights that is removed, 0 to below 1
 * @returns 1 for each that stays, else 0
 */
export function keptByMagnitude(values: Float32Array, share: number): Uint8Array {
  const sizes = values.map(Math.abs);
  const kept = values.length - Math.floor(share * values.length);
  const threshold = sizes.toSorted().at(-kept) ?? 0;
  let equals = kept - sizes.filter((size) => size > threshold).length;
  return Uint8Array.from(sizes, (size) =>
    size > threshold || (size > 0 && size === threshold && equals-- > 0) ? 1 : 0,
  );
}
