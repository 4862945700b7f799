import type { Row } from '../../../comparison/row';
import type { Healing } from '../../../lessons/healing';
import type { ChannelData } from '../../../lessons/lessonData';
import { healingWords } from '../../../words/lessons/healing';
import { AccuracyBars } from '../figures/AccuracyBars';
import type { FigureView } from '../lesson/definition';
import { EpochCurves } from './EpochCurves';
import { FewImages } from './FewImages';
import { HealNow } from './HealNow';
import { TeachersAnswer } from './TeachersAnswer';
import { useHealing } from './useHealing';

interface Props extends FigureView {
  readonly healing: Healing;
  readonly few: { readonly methods: readonly Row[]; readonly scratch: Row };
  /** A picture, and what the unpruned network says of it. */
  readonly answer: ChannelData;
  readonly temperature: number;
}

/** Accuracies before and after, what lies between them, and what teaches. */
export function HealingFigure({ healing, few, answer, temperature, step, isAnswered }: Props) {
  const healingNow = useHealing();
  const { labels } = healingWords;
  const { baseline, selected, pruned } = healing;
  switch (step) {
    case 'run':
      return <HealNow healing={healingNow} />;
    case 'few':
      return <FewImages {...few} />;
    case 'teacher':
      return <TeachersAnswer answer={answer} temperature={temperature} />;
    case 'epochs':
      return <EpochCurves healing={healing} />;
    default: {
      const told = [
        { name: labels.baseline, ...baseline },
        { name: labels.selected, ...selected },
        ...(isAnswered ? [{ name: labels.pruned, ...pruned }] : []),
      ];
      return <AccuracyBars label={labels.bars} rows={told} />;
    }
  }
}
