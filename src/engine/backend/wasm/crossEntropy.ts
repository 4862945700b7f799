/**
 * Mean cross-entropy of softmax(logits) against labels, and its gradient, in one pass over a few numbers: as tensor
 * operations their overhead would be most of it.
 *
 * @param logits, labels, gradient [rows, classes]; the gradient is written
 */
export function crossEntropy(
  logits: Float32Array,
  labels: Float32Array,
  gradient: Float32Array,
  classes: number,
): number {
  const rows = logits.length / classes;
  let total = 0;
  for (let start = 0; start < logits.length; start += classes) {
    const end = start + classes;
    let highest = Number.NEGATIVE_INFINITY;
    for (let at = start; at < end; at++) highest = Math.max(highest, logits[at]!);
    let sum = 0;
    for (let at = start; at < end; at++) sum += Math.exp(logits[at]! - highest);
    const logSum = highest + Math.log(sum);
    for (let at = start; at < end; at++) {
      const logShare = logits[at]! - logSum;
      total -= labels[at]! * logShare;
      gradient[at] = (Math.exp(logShare) - labels[at]!) / rows;
    }
  }
  return total / rows;
}
