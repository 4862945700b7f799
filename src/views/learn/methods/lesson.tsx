import { chanceOverlap, overlapOf, rowsOf } from '../../../lessons/methods';
import { extremesOf } from '../../../lessons/mistakes';
import { tellMethod } from '../../../words/fields';
import { methodsWords } from '../../../words/lessons/methods';
import { formatWhole } from '../../../words/numbers';
import { bundledRows } from '../../compare/bundledRows';
import type { Choice, Lesson } from '../lesson/definition';
import { lessonData } from '../lesson/lessonData';
import { MethodsFigure } from './MethodsFigure';

const layer = 'conv3';

/** Lesson 7: what five methods keep of the same layer, from the runs that the comparison has. */
export async function load(): Promise<Lesson> {
  const [all, mistakes] = await Promise.all([bundledRows(), lessonData('mistakes')]);
  const rows = rowsOf(all, 'vgg-small', 0.5);
  const [dcp, random, l1] = rows;
  if (!dcp || !random || !l1) throw new Error('no runs to compare');
  const { title, steps } = methodsWords;
  const keeps = dcp.widths[layer] ?? 0;
  const channels = dcp.baselineWidths[layer] ?? 0;
  const { fewest, most } = extremesOf(mistakes);
  const afterCut = rows.map(({ selectedAccuracy }) => selectedAccuracy);
  const shared = overlapOf(dcp.kept[layer] ?? [], l1.kept[layer] ?? []);
  return {
    title,
    params: {
      ...{ layer, keeps, channels, shared, chance: chanceOverlap(keeps, keeps, channels) },
      ...{ images: formatWhole(dcp.testImages), dcp: dcp.accuracy.toFixed(1), random: random.accuracy.toFixed(1) },
      ...{ cutLeast: Math.min(...afterCut).toFixed(1), cutMost: Math.max(...afterCut).toFixed(1) },
      ...{ network: dcp.network, epochs: mistakes.epochs },
      ...{ fewest: tellMethod(fewest.method), fewestAlone: fewest.alone },
      ...{ most: tellMethod(most.method), mostAlone: most.alone },
    },
    steps: [
      { id: 'rules', words: steps.rules, isTall: true },
      { id: 'overlap', words: steps.overlap, choices: counts(shared, keeps) },
      { id: 'accuracy', words: steps.accuracy },
      {
        id: 'mistakes',
        isTall: true,
        words: steps.mistakes,
        choices: mistakes.methods.map(({ method, alone }) => ({
          text: tellMethod(method),
          isRight: alone === fewest.alone,
        })),
      },
      { id: 'run', words: steps.run, formulas: ['joint'], isExperiment: true },
    ],
    figure: (view) => <MethodsFigure rows={rows} mistakes={mistakes} layer={layer} channels={channels} {...view} />,
  };
}

/** Counts to choose from, the right one among them. */
const counts = (right: number, most: number): Choice[] =>
  [...new Set([2, right, Math.min(right + 2, most), most])]
    .sort((a, b) => a - b)
    .map((count) => ({ text: String(count), isRight: count === right }));
