import type { Row } from '../../../comparison/row';
import type { Healing } from '../../../lessons/healing';
import { healingWords } from '../../../words/lessons/healing';
import { formatWhole } from '../../../words/numbers';
import { fill } from '../../../words/text';
import { formatPercent } from '../../format';
import { AccuracyBars } from '../figures/AccuracyBars';
import { Curve } from '../figures/Curve';
import { sharesOfRow } from '../figures/sharesOfRow';
import type { FigureView } from '../lesson/definition';
import { HealNow } from './HealNow';
import { useHealing } from './useHealing';

interface Props extends FigureView {
  readonly healing: Healing;
  readonly few: { readonly dcp: Row; readonly scratch: Row };
}

/** Accuracies before and after, and the training loss between them. */
export function HealingFigure({ healing, few, step, isAnswered }: Props) {
  const healingNow = useHealing();
  const { labels } = healingWords;
  const { baseline, selected, pruned, lossByEpoch, accuracies } = healing;
  if (step === 'run') return <HealNow healing={healingNow} />;
  if (step === 'few')
    return (
      <AccuracyBars
        label={labels.bars}
        rows={[
          { name: labels.pruned, ...sharesOfRow(few.dcp) },
          { name: labels.scratch, ...sharesOfRow(few.scratch) },
        ]}
      />
    );
  const told = [
    { name: labels.baseline, ...baseline },
    { name: labels.selected, ...selected },
    ...(step !== 'cut' || isAnswered ? [{ name: labels.pruned, ...pruned }] : []),
  ];
  return (
    <>
      {step === 'epochs' && accuracies.length > 0 ? (
        <AccuracyCurve accuracies={accuracies} />
      ) : (
        <AccuracyBars label={labels.bars} rows={told} />
      )}
      {step !== 'cut' && (
        <Curve
          lines={[{ id: 'fine-tuning', name: labels['loss-name'], values: lossByEpoch }]}
          first={1}
          unit={labels.epochs}
          label={labels.loss}
        />
      )}
    </>
  );
}

/** Accuracy on validation images by epoch, beside the unpruned network's. */
function AccuracyCurve({ accuracies }: Pick<Healing, 'accuracies'>) {
  const { labels } = healingWords;
  const images = formatWhole(accuracies[0]?.images ?? 0);
  return (
    <Curve
      lines={[
        {
          id: 'accuracy-fine-tuning',
          name: fill(labels.held, { images }),
          values: accuracies.map(({ accuracy }) => accuracy),
        },
        {
          id: 'accuracy-unpruned',
          name: labels.baseline,
          values: accuracies.map(({ baseline }) => baseline),
          dash: '4 4',
        },
      ]}
      unit={labels.epochs}
      label={labels.healed}
      format={formatPercent}
    />
  );
}
