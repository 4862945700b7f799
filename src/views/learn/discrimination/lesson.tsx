import type { ComputedSelection } from '../../../lessons/lessonData';
import { overlapOf } from '../../../lessons/methods';
import { discriminationWords } from '../../../words/lessons/discrimination';
import { fill } from '../../../words/text';
import type { Lesson } from '../lesson/definition';
import { formatScore } from '../lesson/formatScore';
import { lessonData } from '../lesson/lessonData';
import { HeadFigure } from './HeadFigure';
import { heads } from './heads';

const [early, late] = heads;

/** Lesson 3: the same layer, selected with heads at two depths and by several weights. */
export async function load(): Promise<Lesson> {
  const selections = await lessonData('losses');
  const { title, steps, labels } = discriminationWords;
  const at = (head: string, lambda: number): ComputedSelection =>
    selections.find((selection) => selection.head === head && selection.lambda === lambda)!;
  const [first, last] = [at(early, 0.1), at(late, 0.1)];
  const [without, most] = [at(early, 0), at(early, 10)];
  const isLater = last.losses.discrimination < first.losses.discrimination;
  const choice = (layer: string, isRight: boolean) => ({ text: fill(labels.at, { layer }), isRight });
  return {
    title,
    params: {
      ...{ early, late, layer: first.layer, count: first.order.length },
      startLS: formatScore(first.steps[0]!.losses.discrimination),
      earlyLS: formatScore(first.losses.discrimination),
      lateLS: formatScore(last.losses.discrimination),
      shared: overlapOf(first.order, last.order),
      changed: most.order.filter((channel) => !without.order.includes(channel)).length,
    },
    steps: [
      { id: 'head', words: steps.head, formulas: ['head'] },
      { id: 'loss', words: steps.loss, formulas: ['discrimination'] },
      { id: 'depth', words: steps.depth, choices: [choice(early, !isLater), choice(late, isLater)] },
      { id: 'weigh', words: steps.weigh, formulas: ['joint'] },
      { id: 'play', words: steps.play, isExperiment: true },
    ],
    figure: (view) => <HeadFigure selections={selections} {...view} />,
  };
}
