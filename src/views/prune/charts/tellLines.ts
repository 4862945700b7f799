import { formatFigure } from '../../../words/numbers';
import { captioned, joints } from '../../../words/text';
import { formatPercent } from '../../format';
import type { PlottedLine } from './PlottedLines';

/** Where each line begins and ends. */
export const tellLines = (lines: readonly PlottedLine[]): string => lines.map(tellEnds).join(joints.semicolon);

function tellEnds({ name, points, isShare }: PlottedLine): string {
  const [first, last] = [points[0], points.at(-1)];
  return first && last ? captioned(name, `${tellValue(first[1], isShare)} … ${tellValue(last[1], isShare)}`) : name;
}

/** What each line has, if it is few. */
export const tellPoints = (lines: readonly PlottedLine[]): string =>
  lines
    .map(({ name, points, isShare }) =>
      [name, ...points.map(([, value]) => tellValue(value, isShare))].join(joints.between),
    )
    .join(joints.comma);

const tellValue = (value: number, isShare = false): string => (isShare ? formatPercent(value) : formatFigure(value));
