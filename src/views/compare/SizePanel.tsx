import { SegmentedControl, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { inOrder } from '../../comparison/marks';
import { sizeMeasures } from '../../store/address';
import { useChoice } from '../../store/choice';
import { comparingTitles, comparingWords, measureNames, tellInVain } from '../../words/comparing';
import { tellMethod } from '../../words/fields';
import { joinSentences } from '../../words/text';
import { Panel } from '../Panel';
import { areMadeAlike, type Contest, type Entry } from './entries';
import { MarkShape } from './MarkShape';
import { SizeChart } from './SizeChart';
import { shownBy, timedInVain } from './shown';

interface SizePanelProps {
  readonly contest: Contest;
  readonly ticked: readonly Entry[];
  readonly aside: ReactNode;
}

/** Accuracy against size. */
export function SizePanel({ contest, ticked, aside }: SizePanelProps) {
  const measure = useChoice((choice) => choice.measure);
  const { ref, width, height } = useElementSize();
  const shown = shownBy(measure, contest.entries);
  return (
    <Panel title={comparingTitles.size} aside={aside}>
      <SegmentedControl
        size="xs"
        aria-label={comparingWords.measure}
        value={measure}
        data={sizeMeasures.map((value) => ({ value, label: measureNames[value].short }))}
        onChange={(value) => useChoice.setState({ measure: value })}
      />
      <div className="size-chart" ref={ref}>
        {shown.length === 0 && <Text c="dimmed">{comparingWords.notTimed}</Text>}
        {width > 0 && shown.length > 0 && (
          <SizeChart entries={shown} ticked={ticked} measure={measure} width={width} height={height} />
        )}
      </div>
      <div className="compare-legend">
        {inOrder(shown.map(({ summary }) => summary.method)).map((method) => (
          <span key={method}>
            <MarkShape method={method} /> {tellMethod(method)}
          </span>
        ))}
        <span>
          <svg className="mark-shape" viewBox="0 0 20 14" width={20} height={14} aria-hidden="true">
            <path className="front" d="M1 11L9 5L19 3" />
          </svg>{' '}
          {comparingWords.front}
        </span>
      </div>
      <Text size="xs" c="dimmed">
        {joinSentences([
          measure === 'milliseconds' && tellTimes(contest.entries),
          !areMadeAlike(shown) && comparingWords.unlike,
          comparingWords.legend,
        ])}
      </Text>
    </Panel>
  );
}

/** What times are of, and which runs are left out. */
function tellTimes(entries: readonly Entry[]): string {
  const inVain = timedInVain(entries);
  return joinSentences([comparingWords.times, inVain.length > 0 && tellInVain(inVain.map(({ name }) => name))]);
}
