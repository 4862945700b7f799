import { channelNumbers } from '../../../lessons/channel';
import { channelWords } from '../../../words/lessons/channel';
import { tellClass } from '../../../words/names';
import { formatWhole } from '../../../words/numbers';
import type { Lesson } from '../lesson/definition';
import { lessonData } from '../lesson/lessonData';
import { ChannelFigure } from './ChannelFigure';

const percent = (share: number): string => (100 * share).toFixed(1);

/** Lesson 1: a test image through vgg-small, and through it without one of its first channels. */
export async function load(): Promise<Lesson> {
  const data = await lessonData('channel');
  const { worst, best, worstClass } = channelNumbers(data);
  const { title, steps, choices } = channelWords;
  return {
    title,
    params: {
      ...{ worst, best, worstClass: tellClass(data.classes[worstClass]!) },
      label: tellClass(data.classes[data.label]!),
      share: percent(data.shares[data.label]!),
      images: formatWhole(data.images),
      whole: percent(data.standing.accuracy),
      worstAccuracy: percent(data.removed[worst]!.standing.accuracy),
      bestAccuracy: percent(data.removed[best]!.standing.accuracy),
    },
    steps: [
      { id: 'image', words: steps.image },
      { id: 'maps', words: steps.maps, formulas: ['convolution'] },
      { id: 'deeper', words: steps.deeper },
      {
        id: 'without',
        words: steps.without,
        choices: (['same', 'all', 'some'] as const).map((id) => ({ text: choices[id], isRight: id === 'some' })),
      },
      { id: 'which', words: steps.which },
      { id: 'run', words: steps.run, isExperiment: true },
    ],
    figure: (view) => <ChannelFigure data={data} worst={worst} {...view} />,
  };
}
