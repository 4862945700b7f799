import { useElementSize } from '@mantine/hooks';
import { memo } from 'react';
import { type Along, pruneWords, tellSingleStep } from '../../../words/pruneView';
import { Later } from '../../Later';
import { Subscripts } from '../../Subscripts';
import type { PlottedLine, Threshold } from './PlottedLines';
import { plotHeight } from './scale';
import { tellLines, tellPoints } from './tellLines';

interface Props {
  readonly lines: readonly PlottedLine[];
  readonly along: Along;
  readonly threshold?: Threshold | undefined;
  /** The x that ends the axis, where it is beyond the points. */
  readonly until?: number;
  /** In the place of lines, where there are none. */
  readonly empty: string;
}

/** Lines over a common axis, with a legend; the chart library comes when there is a first line to draw. */
export const LinePlot = memo(function LinePlot({ lines, along, threshold, until = 0, empty }: Props) {
  const { ref, width } = useElementSize();
  const height = plotHeight(width);
  const isEmpty = lines.every(({ points }) => points.length === 0);
  const isSingle = !isEmpty && lines.every(({ points }) => points.length === 1);
  return (
    <div ref={ref} className="plot">
      <div className="plot-legend">
        {lines.map(({ id, name, dash }) => (
          <span key={id}>
            <svg width={22} height={8} aria-hidden="true">
              <line x1={0} x2={22} y1={4} y2={4} className={`line line-${id}`} strokeDasharray={dash} />
            </svg>{' '}
            <Subscripts text={name} />
          </span>
        ))}
      </div>
      {isEmpty && <p className="plot-empty">{empty}</p>}
      <div style={{ minHeight: height }}>
        {!isEmpty && width > 0 && (
          <Later
            what={pruneWords.charts}
            load={loadLines}
            props={{
              lines,
              along,
              threshold,
              until,
              size: { width, height },
              told: tellLines(lines),
            }}
          />
        )}
      </div>
      {isSingle && <p className="plot-note">{tellSingleStep(tellPoints(lines))}</p>}
    </div>
  );
});

const loadLines = () => import('./PlottedLines');
