import type { Scaling } from '../network/scaling';
import { z } from '../train/wilson';

/** A way to scale images, and the share of images that the network classifies rightly by it. */
export interface TriedScaling {
  readonly scaling: Scaling;
  readonly rating: number;
}

/**
 * Best first. Pixels from 0 to 255 and from 0 to 1 differ by a factor alone, which much of a network without batch norm lets
 * pass: the latter are far more usual, and come first unless the former are right more often than chance makes them.
 *
 * @param images that were tried
 */
export function bestScalingFirst<Way extends TriedScaling>(ways: readonly Way[], images: number): Way[] {
  const byRating = ways.toSorted((a, b) => b.rating - a.rating);
  const [best] = byRating;
  const unit = byRating.find(({ scaling }) => scaling.kind === 'unit');
  if (best?.scaling.kind !== 'bytes' || !unit) return byRating;
  const chance = z * Math.sqrt((2 * best.rating * (1 - best.rating)) / images);
  return best.rating - unit.rating > chance ? byRating : [unit, ...byRating.filter((way) => way !== unit)];
}
