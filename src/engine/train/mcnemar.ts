/**
 * The p-value of McNemar's exact test, two-sided (McNemar 1947; Agresti, Categorical Data Analysis, 3rd edition, section 11.1.4): how
 * likely it is that of b + c images on which two equally good networks differ in being right, so many or more fall to
 * one side. With X binomial of b + c trials at 1/2: 2 P(X ≤ min(b, c)), at most 1.
 *
 * @param baselineOnly b, images that only the one network classifies rightly
 * @param prunedOnly c, images that only the other does
 */
export function exactMcNemar(baselineOnly: number, prunedOnly: number): number {
  const trials = baselineOnly + prunedOnly;
  let logTerm = -trials * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let count = 1; count <= Math.min(baselineOnly, prunedOnly); count++) {
    logTerm += Math.log((trials - count + 1) / count);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}
