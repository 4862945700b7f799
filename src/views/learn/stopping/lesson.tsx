import { widthAt } from '../../../lessons/stopping';
import { stoppingWords } from '../../../words/lessons/stopping';
import { fill } from '../../../words/text';
import type { Choice, Lesson } from '../lesson/definition';
import { formatScore } from '../lesson/formatScore';
import { lessonData } from '../lesson/lessonData';
import { jointsOf } from './jointsOf';
import { StoppingFigure } from './StoppingFigure';

/** What the lesson's texts speak of. */
const spoken = { epsilon: 0.05, half: 0.025, early: 0.1, late: 0.005 } as const;

/** Lesson 5: all channels of a layer in the order of Algorithm 2, and where Eq 10 stops. */
export async function load(): Promise<Lesson> {
  const curve = await lessonData('curve');
  const joints = jointsOf(curve);
  const { title, steps } = stoppingWords;
  const width = (epsilon: number): number => widthAt(joints, epsilon);
  return {
    title,
    params: {
      ...{ ...spoken, layer: curve.layer, channels: curve.order.length },
      firstLoss: formatScore(joints[0]!),
      lastLoss: formatScore(joints.at(-1)!),
      width: width(spoken.epsilon),
      halfWidth: width(spoken.half),
      earlyWidth: width(spoken.early),
      earlyLoss: formatScore(joints[width(spoken.early)]!),
      lateWidth: width(spoken.late),
    },
    steps: [
      { id: 'curve', words: steps.curve },
      { id: 'rule', words: steps.rule, formulas: ['stop'] },
      { id: 'predict', words: steps.predict, choices: widths(width(spoken.epsilon), width(spoken.half)) },
      { id: 'early', words: steps.early },
      { id: 'play', words: steps.play, isExperiment: true },
    ],
    figure: (view) => <StoppingFigure joints={joints} spoken={spoken} {...view} />,
  };
}

/** Widths to choose from: the one before, twice as many, and the right one among them. */
const widths = (before: number, right: number): Choice[] =>
  [...new Set([before, before + 1, right, 2 * before])]
    .sort((a, b) => a - b)
    .map((width) => ({ text: fill(stoppingWords.labels.channels, { width }), isRight: width === right }));
