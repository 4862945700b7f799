/** The normal distribution's quantile that leaves 95% between it and its mirror image. */
export const z = 1.959964;

/**
 * Wilson's 95% interval of a share that `count` trials have shown: [low, high]. Unlike the normal one it stays within
 * 0 and 1, and says something of five images that were all classified rightly.
 *
 * @param share of the trials, 0 to 1
 * @param count of the trials, 1 or more
 */
export function wilsonInterval(share: number, count: number): [low: number, high: number] {
  const spread = (z * z) / count;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / count + spread / (4 * count));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** An accuracy with its interval. @param images that it was measured on */
export function accuracyWithInterval(accuracy: number, images: number) {
  const [low, high] = wilsonInterval(accuracy, images);
  return { accuracy, low, high };
}
