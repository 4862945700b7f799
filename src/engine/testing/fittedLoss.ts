import type { Moments } from '../layerwise/moments';

/** L_M but for its constant, of weights [features, filters] for some features. */
export function fittedLoss(
  { gram, target, features: size, filters }: Pick<Moments, 'gram' | 'target' | 'features' | 'filters'>,
  features: readonly number[],
  weights: readonly number[],
): number {
  let sum = 0;
  for (const [i, row] of features.entries())
    for (let filter = 0; filter < filters; filter++) {
      const weight = weights[i * filters + filter]!;
      sum -= weight * target[row * filters + filter]!;
      for (const [j, column] of features.entries())
        sum += (weight * gram[row * size + column]! * weights[j * filters + filter]!) / 2;
    }
  return sum;
}
