import { SegmentedControl, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { sizeMeasures } from '../../store/address';
import { useChoice } from '../../store/choice';
import { comparingTitles, comparingWords, measureNames } from '../../words/comparing';
import { tellMethod } from '../../words/fields';
import { Panel } from '../Panel';
import type { Contest, Entry } from './entries';
import { MarkShape } from './MarkShape';
import { methodsOf } from './methods';
import { SizeChart } from './SizeChart';

interface SizePanelProps {
  readonly contest: Contest;
  readonly ticked: readonly Entry[];
  readonly aside: ReactNode;
}

/** Accuracy against size. */
export function SizePanel({ contest, ticked, aside }: SizePanelProps) {
  const measure = useChoice((choice) => choice.measure);
  const { ref, width, height } = useElementSize();
  const measured = contest.entries.filter(
    ({ summary, isCompressed }) => Number.isFinite(summary[measure].mean) && (!isCompressed || measure === 'bytes'),
  );
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
        {width > 0 && measured.length > 0 && (
          <SizeChart entries={measured} ticked={ticked} measure={measure} width={width} height={height} />
        )}
      </div>
      <div className="compare-legend">
        {methodsOf({ entries: measured }).map((method, index) => (
          <span key={method}>
            <MarkShape method={index} /> {tellMethod(method)}
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
        {comparingWords.legend}
      </Text>
    </Panel>
  );
}
