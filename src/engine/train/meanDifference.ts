import type { RightImages } from './evaluate';
import { z } from './wilson';

/**
 * How much more often networks of one method err than those of another on the same images, on average over the networks, and
 * the 95% interval of what the images can tell; with one network each the mean is the error gap of the two.
 *
 * @param reference networks of one method, one or more; every one of the same images in the same order
 * @param others networks of the other
 */
export function meanDifference(reference: readonly RightImages[], others: readonly RightImages[]) {
  const differences = Array.from(reference[0] ?? [], (_, image) => shareAt(reference, image) - shareAt(others, image));
  const count = differences.length;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / count;
  const variance = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0) / count;
  const half = z * Math.sqrt(variance / count);
  return { mean, low: mean - half, high: mean + half };
}

/** The share of networks that classify an image rightly. */
const shareAt = (networks: readonly RightImages[], image: number): number =>
  networks.reduce((count, right) => count + (right[image] ?? 0), 0) / networks.length;
