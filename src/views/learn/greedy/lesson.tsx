import { greedyNumbers } from '../../../lessons/greedy';
import { rankedChannels } from '../../../lessons/layerSelection';
import { greedyWords } from '../../../words/lessons/greedy';
import { fill } from '../../../words/text';
import type { Choice, Lesson } from '../lesson/definition';
import { formatScore } from '../lesson/formatScore';
import { recordedSelection } from '../lesson/recorded';
import { GreedyFigure } from './GreedyFigure';

/** Lesson 4 replays how vgg-small's third convolution was selected. */
export async function load(): Promise<Lesson> {
  const numbers = greedyNumbers(await recordedSelection('vgg-small-dcp-50', 'conv3'));
  const { first, second, selection, winner, joinsSecond } = numbers;
  const [, , third = 0, fourth = 0] = rankedChannels(first);
  const { steps, title } = greedyWords;
  return {
    title,
    params: {
      ...{ layer: selection.layer, channels: numbers.channels, keeps: numbers.keeps },
      ...{ winner, third, fourth, joinsSecond, nextOnList: numbers.nextOnList },
      ...{ oldRank: numbers.oldRank, newRank: numbers.newRank, shared: numbers.topThatStay.length },
      winnerScore: formatScore(first.scores[winner]!),
      secondScore: formatScore(second.scores[joinsSecond]!),
      firstLoss: formatScore(first.losses.joint ?? 0),
      secondLoss: formatScore(second.losses.joint ?? 0),
    },
    steps: [
      { id: 'empty', words: steps.empty, formulas: ['convolution'] },
      { id: 'list', words: steps.list, formulas: ['score'] },
      { id: 'first', words: steps.first, choices: channels(rankedChannels(first).slice(0, 3), winner) },
      {
        id: 'second',
        words: steps.second,
        choices: channels([numbers.nextOnList, third, fourth, joinsSecond], joinsSecond),
      },
      { id: 'changed', words: steps.changed, formulas: ['score'] },
      { id: 'onward', words: steps.onward, formulas: ['joint'] },
      { id: 'compare', words: steps.compare },
      { id: 'play', words: steps.play, isExperiment: true },
    ],
    figure: (view) => <GreedyFigure numbers={numbers} {...view} />,
  };
}

/** Some channels to choose from, the lowest number first. */
const channels = (shown: readonly number[], right: number): Choice[] =>
  [...new Set(shown)]
    .sort((a, b) => a - b)
    .map((channel) => ({ text: fill(greedyWords.labels.channel, { channel }), isRight: channel === right }));
