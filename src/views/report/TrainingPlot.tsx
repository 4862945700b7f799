import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { TrainingLoss } from '../../runs/state';
import { phaseNames } from '../../words/phases';
import { reportWords } from '../../words/reportPage';

const size = { width: 720, height: 240, left: 44, right: 12, top: 12, bottom: 28 };

/** How a phase's line is told from the others without colour. */
const strokes: Readonly<Record<TrainingLoss['phase'], { readonly stroke: string; readonly strokeDasharray?: string }>> =
  {
    auxiliary: { stroke: 'var(--faint)', strokeDasharray: '2 3' },
    'fine-tuning': { stroke: 'var(--kept)' },
    scratch: { stroke: 'var(--worse)', strokeDasharray: '6 3' },
  };

const phases = ['auxiliary', 'fine-tuning', 'scratch'] as const satisfies ReadonlyArray<TrainingLoss['phase']>;

/** The losses of a run's training by step, one line a phase. */
export function TrainingPlot({ losses }: { losses: readonly TrainingLoss[] }) {
  const { width, height, left, right, top, bottom } = size;
  const x = scaleLinear([0, Math.max(...losses.map(({ steps }) => steps))], [left, width - right]);
  const y = scaleLinear([0, Math.max(...losses.map(({ loss }) => loss))], [height - bottom, top]).nice();
  const path = line<TrainingLoss>(
    ({ steps }) => x(steps),
    ({ loss }) => y(loss),
  );
  const shown = phases.filter((phase) => losses.some((each) => each.phase === phase));
  return (
    <>
      <svg className="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={reportWords.losses}>
        {y.ticks(5).map((tick) => (
          <g key={tick}>
            <path d={`M${left} ${y(tick)}H${width - right}`} stroke="var(--line)" />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {x.ticks(6).map((tick) => (
          <text key={tick} x={x(tick)} y={height - 8} textAnchor="middle">
            {tick}
          </text>
        ))}
        {shown.map((phase) => (
          <path
            key={phase}
            d={path(losses.filter((each) => each.phase === phase)) ?? ''}
            fill="none"
            strokeWidth={1.5}
            {...strokes[phase]}
          />
        ))}
      </svg>
      <p className="faint">
        {shown.map((phase) => (
          <span key={phase} style={{ marginRight: '1.2rem' }}>
            <svg width={26} height={8} aria-hidden>
              <path d="M0 4H24" strokeWidth={2} {...strokes[phase]} />
            </svg>{' '}
            {phaseNames[phase]}
          </span>
        ))}
      </p>
    </>
  );
}
