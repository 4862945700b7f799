import type { ComputedSelection } from '../../../lessons/lessonData';
import { reconstructionWords } from '../../../words/lessons/reconstruction';
import type { Choice, Lesson } from '../lesson/definition';
import { formatScore } from '../lesson/formatScore';
import { lessonData } from '../lesson/lessonData';
import { HarbourFigure } from './HarbourFigure';
import { tellSet } from './tellSet';

/** Lesson 2: a constructed layer, whose losses the engine has computed for some weights. */
export async function load(): Promise<Lesson> {
  const selections = await lessonData('harbour');
  const { title, steps } = reconstructionWords;
  const alone = withLambda(selections, 0);
  const joint = withLambda(selections, 1);
  const right = [...alone.order].sort();
  return {
    title,
    params: {
      aloneSet: tellSet(alone.order),
      jointSet: tellSet(joint.order),
      aloneLM: formatScore(alone.losses.reconstruction),
      aloneLS: formatScore(alone.losses.discrimination),
      jointLM: formatScore(joint.losses.reconstruction),
      jointLS: formatScore(joint.losses.discrimination),
    },
    steps: [
      { id: 'maps', words: steps.maps },
      { id: 'largest', words: steps.largest, formulas: ['reconstruction'], choices: pairs(right) },
      { id: 'coin', words: steps.coin },
      { id: 'joint', words: steps.joint, formulas: ['joint'] },
      { id: 'contest', words: steps.contest, isExperiment: true },
    ],
    figure: (view) => <HarbourFigure selections={selections} {...view} />,
  };
}

const withLambda = (selections: readonly ComputedSelection[], lambda: number): ComputedSelection =>
  selections.find((selection) => selection.lambda === lambda)!;

/** Pairs of channels to choose from, the right one among them. */
function pairs(right: readonly number[]): Choice[] {
  const others = [
    [3, 4],
    [0, 3],
  ];
  return [others[0]!, right, others[1]!].map((pair) => ({ text: tellSet(pair), isRight: pair === right }));
}
