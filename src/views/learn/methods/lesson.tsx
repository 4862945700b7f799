import { chanceOverlap, overlapOf, rowsOf } from '../../../lessons/methods';
import { methodsWords } from '../../../words/lessons/methods';
import { formatWhole } from '../../../words/numbers';
import { bundledRows } from '../../compare/bundledRows';
import type { Choice, Lesson } from '../lesson/definition';
import { MethodsFigure } from './MethodsFigure';

const layer = 'conv3';

/** Lesson 7: what five methods keep of the same layer, from the runs that the comparison has. */
export async function load(): Promise<Lesson> {
  const rows = rowsOf(await bundledRows(), 'vgg-small', 0.5);
  const [dcp, random, l1] = rows;
  if (!dcp || !random || !l1) throw new Error('no runs to compare');
  const { title, steps } = methodsWords;
  const keeps = dcp.widths[layer] ?? 0;
  const channels = dcp.baselineWidths[layer] ?? 0;
  const shared = overlapOf(dcp.kept[layer] ?? [], l1.kept[layer] ?? []);
  return {
    title,
    params: {
      ...{ layer, keeps, channels, shared, chance: chanceOverlap(keeps, keeps, channels) },
      ...{ images: formatWhole(dcp.testImages), dcp: dcp.accuracy.toFixed(1), random: random.accuracy.toFixed(1) },
    },
    steps: [
      { id: 'rules', words: steps.rules },
      { id: 'overlap', words: steps.overlap, choices: counts(shared, keeps) },
      { id: 'accuracy', words: steps.accuracy },
    ],
    figure: (view) => <MethodsFigure rows={rows} layer={layer} channels={channels} {...view} />,
  };
}

/** Counts to choose from, the right one among them. */
const counts = (right: number, most: number): Choice[] =>
  [...new Set([2, right, Math.min(right + 2, most), most])]
    .sort((a, b) => a - b)
    .map((count) => ({ text: String(count), isRight: count === right }));
