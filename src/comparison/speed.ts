import type { Row } from './row';

/** A speed-up may be so many times the fewer FLOPs that it comes of: caches and fewer threads to wait for do some. */
const mostBeyondFlops = 1.5;

/** A network that is so many times faster cannot be it by so many times fewer FLOPs. */
export const isBeyondFlops = (timesFaster: number, timesFewer: number): boolean =>
  timesFaster > mostBeyondFlops * timesFewer;

/**
 * What a run's measurement says of the time of one image:
 * - `faster` or `slower`: the middle halves of the unpruned and the pruned network's times lie apart;
 * - `noisy`: they overlap, so that it cannot be told, or the quartiles are not known;
 * - `busy`: it is faster by more than its fewer FLOPs can explain, so that other work was measured too.
 */
export type Speed = 'faster' | 'slower' | 'noisy' | 'busy';

/** Undefined where no time was measured. */
export function speedOf(row: Row): Speed | undefined {
  const { milliseconds, baselineMilliseconds, flops, baselineFlops, quartiles } = row;
  if (!Number.isFinite(milliseconds) || !Number.isFinite(baselineMilliseconds)) return undefined;
  if (!quartiles) return 'noisy';
  const { baseline, pruned } = quartiles;
  if (pruned.q1 > baseline.q3) return 'slower';
  if (pruned.q3 >= baseline.q1) return 'noisy';
  return isBeyondFlops(baselineMilliseconds / milliseconds, baselineFlops / flops) ? 'busy' : 'faster';
}
