import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { captioned } from '../../words/text';
import { formatPercent } from '../format';
import { mostOf } from '../mostOf';
import type { PlottedLine } from '../prune/charts/PlottedLines';
import { tellLines } from '../prune/charts/tellLines';

const size = { width: 720, height: 240, left: 52, right: 12, top: 12, bottom: 40 };

interface Props {
  /** All of them of shares, or none. */
  readonly lines: readonly PlottedLine[];
  readonly label: string;
  /** Of the axis below. */
  readonly unit: string;
}

/** Lines over a common axis, with a legend. */
export function LinesFigure({ lines, label, unit }: Props) {
  const { width, height, left, right, top, bottom } = size;
  const points = lines.flatMap((each) => each.points);
  const isShare = lines.some((each) => each.isShare);
  const most = isShare
    ? 1
    : mostOf(
        points.map(([, value]) => value),
        0,
      );
  const x = scaleLinear(
    [
      0,
      mostOf(
        points.map(([at]) => at),
        0,
      ),
    ],
    [left, width - right],
  );
  const y = scaleLinear([0, most], [height - bottom, top]).nice();
  const path = line<readonly [number, number]>(
    ([at]) => x(at),
    ([, value]) => y(value),
  );
  return (
    <>
      <svg
        className="plot"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={captioned(label, tellLines(lines))}
      >
        {y.ticks(5).map((tick) => (
          <g key={tick}>
            <path d={`M${left} ${y(tick)}H${width - right}`} stroke="var(--line)" />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {isShare ? formatPercent(tick) : tick}
            </text>
          </g>
        ))}
        {x.ticks(6).map((tick) => (
          <text key={tick} x={x(tick)} y={height - bottom + 18} textAnchor="middle">
            {tick}
          </text>
        ))}
        <text x={width - right} y={height - 4} textAnchor="end">
          {unit}
        </text>
        {lines.map((each) => (
          <path key={each.id} d={path(each.points) ?? ''} fill="none" strokeWidth={1.5} {...strokeOf(each)} />
        ))}
      </svg>
      <p className="faint">
        {lines.map((each) => (
          <span key={each.id} style={{ marginRight: '1.2rem' }}>
            <svg width={26} height={8} aria-hidden>
              <path d="M0 4H24" strokeWidth={2} {...strokeOf(each)} />
            </svg>{' '}
            {each.name}
          </span>
        ))}
      </p>
    </>
  );
}

const colours: Readonly<Record<string, string>> = {
  'fine-tuning': 'var(--kept)',
  'accuracy-fine-tuning': 'var(--kept)',
  scratch: 'var(--worse)',
  'accuracy-scratch': 'var(--worse)',
};

const strokeOf = ({ id, dash }: PlottedLine) => ({
  stroke: colours[id] ?? 'var(--faint)',
  ...(dash === undefined ? {} : { strokeDasharray: dash }),
});
