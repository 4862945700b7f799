/**
 * A network's answer with its class scores divided by a temperature: softmax(z / T), from softmax(z), whose logarithm is z
 * but for what softmax takes away (Hinton et al., 2015).
 */
export function softened(shares: readonly number[], temperature: number): number[] {
  const powers = shares.map((share) => share ** (1 / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
