/**
 * Eq 10: DCP-Adapt stops when |L(W^{t-1}) - L(W^t)| / L(W^0) is at most epsilon.
 *
 * @param joined channels that joined between the two; the fall counts for each of them
 */
export function adaptStops(initial: number, previous: number, current: number, epsilon: number, joined = 1): boolean {
  return Math.abs(previous - current) / (joined * initial) <= epsilon;
}
