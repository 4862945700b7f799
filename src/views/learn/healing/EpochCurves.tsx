import { useState } from 'react';
import type { Healing } from '../../../lessons/healing';
import { healingWords } from '../../../words/lessons/healing';
import { formatWhole } from '../../../words/numbers';
import { fill } from '../../../words/text';
import { formatPercent } from '../../format';
import { Curve } from '../figures/Curve';
import { FigureSlider } from '../figures/FigureSlider';

/** Accuracy on validation images before training and after each epoch, and the mean loss of each; an epoch is looked at. */
export function EpochCurves({ healing }: { healing: Healing }) {
  const { accuracies, lossByEpoch } = healing;
  const [epoch, setEpoch] = useState(1);
  const { labels } = healingWords;
  const images = formatWhole(accuracies[0]?.images ?? 0);
  return (
    <>
      {accuracies.length > 0 && (
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
          at={epoch}
          unit={labels.epochs}
          label={labels.healed}
          format={formatPercent}
        />
      )}
      <Curve
        lines={[{ id: 'fine-tuning', name: labels['loss-name'], values: lossByEpoch }]}
        at={epoch - 1}
        first={1}
        unit={labels.epochs}
        label={labels.loss}
      />
      <FigureSlider label={labels.epoch} min={1} max={lossByEpoch.length} value={epoch} onChange={setEpoch} />
    </>
  );
}
