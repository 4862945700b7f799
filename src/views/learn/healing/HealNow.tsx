import { Button, Progress } from '@mantine/core';
import { healingWords } from '../../../words/lessons/healing';
import { formatWhole } from '../../../words/numbers';
import { fill } from '../../../words/text';
import { RunButton } from '../experiments/RunButton';
import { AccuracyBars } from '../figures/AccuracyBars';
import { FigureSlider } from '../figures/FigureSlider';
import type { useHealing } from './useHealing';

/** Two batches at least, and at most what is trained on within half a minute. */
const range = { min: 128, max: 1024, step: 128 };

/** Cuts the network and trains it on a few images. @param healing held by what stays while steps come and go */
export function HealNow({ healing }: { healing: ReturnType<typeof useHealing> }) {
  const { images, setImages, done, isBusy, answer, run, stop } = healing;
  const { labels } = healingWords;
  return (
    <>
      <FigureSlider label={labels.images} value={images} {...range} onChange={setImages} />
      <RunButton label={labels.run} isBusy={isBusy} onRun={run}>
        {answer && (
          <AccuracyBars
            label={fill(labels['held-bars'], { images: formatWhole(answer.images) })}
            rows={[
              { name: labels.baseline, ...answer.whole },
              { name: labels.selected, ...answer.cut },
              { name: fill(labels['healed-with'], { images: formatWhole(answer.asked) }), ...answer.healed },
            ]}
          />
        )}
      </RunButton>
      {isBusy && (
        <>
          <Progress value={100 * done} aria-label={labels.progress} />
          <Button variant="default" size="xs" mt="sm" onClick={stop}>
            {labels.stop}
          </Button>
        </>
      )}
    </>
  );
}
