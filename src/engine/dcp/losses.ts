import { crossEntropy } from '../train/loss';

/** Eq 5: L_S^p, the mean cross-entropy of softmax(theta^T F^p), F^p and theta as `buildHead` has them. */
export const discriminationLoss = crossEntropy;

/** Eq 6: L = L_M + lambda L_S^p. */
export function jointLoss(reconstruction: number, discrimination: number, lambda: number): number {
  return reconstruction + lambda * discrimination;
}

/** Eq 10: DCP-Adapt stops when |L(W^{t-1}) - L(W^t)| / L(W^0) is at most epsilon. */
export function adaptStops(initial: number, previous: number, current: number, epsilon: number): boolean {
  return Math.abs(previous - current) / initial <= epsilon;
}
