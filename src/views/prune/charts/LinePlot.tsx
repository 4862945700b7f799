import { useElementSize } from '@mantine/hooks';
import { memo } from 'react';
import { linear, plotHeight } from './scale';

export interface Line {
  readonly id: string;
  readonly name: string;
  readonly points: ReadonlyArray<readonly [x: number, y: number]>;
  /** Pixels of line and gap, so that lines are told apart without colour. */
  readonly dash?: string;
}

interface Props {
  readonly lines: readonly Line[];
  readonly unit: string;
  /** At which value, and what it means. */
  readonly threshold?: { readonly at: number; readonly name: string } | undefined;
  /** The x that ends the axis, where it is beyond the points. */
  readonly until?: number;
  /** In the place of lines, where there are none. */
  readonly empty: string;
}

const left = 40;
const right = 10;
const top = 8;
const bottom = 22;

/** Lines over a common axis; both axes begin at nothing. */
export const LinePlot = memo(function LinePlot({ lines, unit, threshold, until = 0, empty }: Props) {
  const { ref, width } = useElementSize();
  const height = plotHeight(width);
  const points = lines.flatMap((line) => line.points);
  const isEmpty = points.length === 0;
  const last = Math.max(until, ...points.map(([x]) => x));
  const most = Math.max(threshold?.at ?? 0, ...points.map(([, y]) => y)) || 1;
  const x = linear([0, last], [left, Math.max(left + 1, width - right)]);
  const y = linear([0, most], [height - bottom, top]);
  return (
    <div ref={ref} className="plot">
      <div className="plot-legend">
        {lines.map(({ id, name, dash }) => (
          <span key={id}>
            <svg width={22} height={8} aria-hidden="true">
              <line x1={0} x2={22} y1={4} y2={4} className={`line line-${id}`} strokeDasharray={dash} />
            </svg>{' '}
            {name}
          </span>
        ))}
      </div>
      {isEmpty && <p className="plot-empty">{empty}</p>}
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={isEmpty ? empty : lines.map(({ name, points: own }) => `${name}: ${told(own)}`).join('; ')}
      >
        <line x1={left} x2={width - right} y1={y(0)} y2={y(0)} className="axis" />
        <line x1={left} x2={width - right} y1={y(most)} y2={y(most)} className="axis axis-faint" />
        {!isEmpty && (
          <g className="ticks">
            <text x={left - 6} y={y(most) + 4} textAnchor="end">
              {most.toPrecision(2)}
            </text>
            <text x={left - 6} y={y(0) + 4} textAnchor="end">
              0
            </text>
            <text x={left} y={height - 6}>
              0
            </text>
            <text x={width - right} y={height - 6} textAnchor="end">
              {last} {unit}
            </text>
          </g>
        )}
        {lines.map(({ id, points: own, dash }) => (
          <path key={id} d={pathOf(own, x, y)} className={`line line-${id}`} strokeDasharray={dash} />
        ))}
        {threshold && !isEmpty && (
          <g className="threshold">
            <line x1={left} x2={width - right} y1={y(threshold.at)} y2={y(threshold.at)} />
            <text x={width - right} y={y(threshold.at) - 4} textAnchor="end">
              {threshold.name}
            </text>
          </g>
        )}
      </svg>
    </div>
  );
});

const pathOf = (points: Line['points'], x: (value: number) => number, y: (value: number) => number): string =>
  points
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point[0]).toFixed(1)} ${y(point[1]).toFixed(1)}`)
    .join('');

const told = (points: Line['points']): string =>
  points.length === 0 ? '' : `${points[0]![1].toPrecision(3)} … ${points.at(-1)![1].toPrecision(3)}`;
