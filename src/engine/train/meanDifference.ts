import { accuracyOf, type RightImages } from './evaluate';
import { studentQuantile } from './student';

/**
 * How much more often networks of one method err than those of another on the same images, on average over the networks, and
 * the 95% interval of that for other images and other seeds. Its variance is that of the images, of which the difference is a
 * mean, and that of the seeds, s^2 / k of each method's k accuracies (Welch 1947, Biometrika 34, 28-35). The quantile is
 * Student's at V^2 / sum((s^2 / k)^2 / (k - 1)) degrees of freedom, V being the whole variance and the images' part of it taken
 * as known (Satterthwaite 1946, Biometrics Bulletin 2, 110-114). What one network of a method hits by chance on single images
 * counts in both parts: with few seeds it holds rather more than 95%.
 *
 * A method with one network is taken to vary as much as the other. With one each nothing tells how seeds vary: the interval is
 * then of what the images alone can tell of these two networks, and the mean is their error gap.
 *
 * @param reference networks of one method, one or more; every one of the same images in the same order
 * @param others networks of the other
 */
export function meanDifference(reference: readonly RightImages[], others: readonly RightImages[]) {
  const differences = Array.from(reference[0] ?? [], (_, image) => shareAt(reference, image) - shareAt(others, image));
  const count = differences.length;
  const mean = meanOf(differences);
  const ofImages = meanOf(differences.map((difference) => (difference - mean) ** 2)) / count;
  const { ofSeeds, doubt } = seedPart(reference, others);
  const variance = ofImages + ofSeeds;
  const half = studentQuantile(doubt === 0 ? Number.POSITIVE_INFINITY : variance ** 2 / doubt) * Math.sqrt(variance);
  return { mean, low: mean - half, high: mean + half };
}

/** The seeds' part of the variance, and the sum of the squares of what it consists of over their degrees of freedom. */
function seedPart(...methods: ReadonlyArray<readonly RightImages[]>): { ofSeeds: number; doubt: number } {
  const several = methods.filter(({ length }) => length > 1);
  const [first] = several;
  if (!first) return { ofSeeds: 0, doubt: 0 };
  if (several.length < methods.length) {
    const ofSeeds = sumOf(methods.map(({ length }) => varianceOf(first) / length));
    return { ofSeeds, doubt: ofSeeds ** 2 / (first.length - 1) };
  }
  return {
    ofSeeds: sumOf(several.map((networks) => varianceOf(networks) / networks.length)),
    doubt: sumOf(several.map((networks) => (varianceOf(networks) / networks.length) ** 2 / (networks.length - 1))),
  };
}

/** Of the accuracies of two networks or more. */
function varianceOf(networks: readonly RightImages[]): number {
  const shares = networks.map(accuracyOf);
  const mean = meanOf(shares);
  return sumOf(shares.map((share) => (share - mean) ** 2)) / (shares.length - 1);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** The share of networks that classify an image rightly. */
const shareAt = (networks: readonly RightImages[], image: number): number =>
  networks.reduce((count, right) => count + (right[image] ?? 0), 0) / networks.length;
