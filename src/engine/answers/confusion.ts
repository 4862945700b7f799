import type { Answer } from './answers';

/**
 * How often each class is taken for each: the entry at [label][answer] counts images.
 *
 * @param labels indices below `classes`, as the answers are
 */
export function confusion(
  labels: Uint16Array,
  { classes: answers }: Pick<Answer, 'classes'>,
  classes: number,
): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  labels.forEach((label, image) => {
    const row = counts[label];
    const answer = answers[image];
    if (row && answer !== undefined) row[answer] = (row[answer] ?? 0) + 1;
  });
  return counts;
}
