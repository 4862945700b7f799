import { experimentWords } from '../../../words/lessons/experiments';
import { fill } from '../../../words/text';
import { formatScore } from '../lesson/formatScore';

/** Whose joint loss is lower, by the digits that are shown. */
export function tellContest(mine: number, other: number): string {
  const shown = { mine: formatScore(mine), other: formatScore(other) };
  if (shown.mine === shown.other) return fill(experimentWords.same, shown);
  return fill(mine < other ? experimentWords.lower : experimentWords.higher, shown);
}
