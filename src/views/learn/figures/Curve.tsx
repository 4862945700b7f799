import type { SymbolId } from '../../../words/lessons/symbols';
import { joints } from '../../../words/text';
import { formatScore } from '../lesson/formatScore';

export interface CurveLine {
  readonly id: string;
  readonly name: string;
  /** At `first`, and one further each. */
  readonly values: readonly number[];
  readonly symbol?: SymbolId;
  readonly dash?: string;
}

interface Props {
  readonly lines: readonly CurveLine[];
  /** The x that is looked at; beyond it lines are faint. */
  readonly at?: number;
  /** The x of the right end, where it is beyond the values. */
  readonly until?: number;
  /** The x of the first value; 0 if absent. */
  readonly first?: number;
  /** What x counts. */
  readonly unit: string;
  readonly label: string;
  /** How values are told; with three digits if absent. */
  readonly format?: (value: number) => string;
}

/** Lines over a common axis that begins at nothing: a legend with the values at what is looked at, and what x counts. */
export function Curve({ lines, at, until = 0, first = 0, unit, label, format = formatScore }: Props) {
  const last = Math.max(1, until, ...lines.map(({ values }) => values.length - 1));
  const most = Math.max(...lines.flatMap(({ values }) => values)) || 1;
  const x = (step: number) => (100 * step) / last;
  const y = (value: number) => 100 - (96 * value) / most;
  const path = (values: readonly number[]) =>
    values.map((value, step) => `${step ? 'L' : 'M'}${x(step)} ${y(value)}`).join('');
  return (
    <figure className="curve">
      <div className="curve-legend">
        {lines.map(({ id, name, values, symbol, dash }) => (
          <span key={id} data-symbol={symbol}>
            <svg width={22} height={8} aria-hidden="true">
              <line x1={0} x2={22} y1={4} y2={4} className={`line line-${id}`} strokeDasharray={dash} />
            </svg>{' '}
            {name}
            {joints.colon}
            <b>{format(values[Math.min(at ?? last, values.length - 1)] ?? 0)}</b>
          </span>
        ))}
      </div>
      <svg className="curve-plot" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={label}>
        <line x1={0} x2={100} y1={100} y2={100} className="axis" />
        {lines.map(({ id, values, symbol, dash }) => (
          <g key={id} data-symbol={symbol} className={`line line-${id}`}>
            {at !== undefined && <path d={path(values)} strokeDasharray={dash} className="curve-faint" />}
            <path d={path(values.slice(0, (at ?? last) + 1))} strokeDasharray={dash} />
          </g>
        ))}
        {at !== undefined && <line x1={x(at)} x2={x(at)} y1={0} y2={100} className="curve-at" />}
      </svg>
      <div className="curve-axis">
        <span>{first}</span>
        <span>
          {first + last} {unit}
        </span>
      </div>
    </figure>
  );
}
