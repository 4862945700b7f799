import { Line, LineChart, ReferenceLine, Tooltip, XAxis, type XAxisTickContentProps, YAxis } from 'recharts';
import { formatFigure } from '../../../words/numbers';
import { type Along, tellAlong } from '../../../words/pruneView';
import { captioned } from '../../../words/text';
import { formatPercent } from '../../format';
import { mostOf } from '../../mostOf';

export interface PlottedLine {
  readonly id: string;
  readonly name: string;
  readonly points: ReadonlyArray<readonly [x: number, y: number]>;
  /** Pixels of line and gap, so that lines are told apart without colour. */
  readonly dash?: string;
  /** Of 1; on an axis of its own, at the right. */
  readonly isShare?: boolean;
}

/** At which value, and what it means. */
export interface Threshold {
  readonly at: number;
  readonly name: string;
}

interface Props {
  readonly lines: readonly PlottedLine[];
  readonly along: Along;
  readonly threshold: Threshold | undefined;
  /** The x that ends the axis, where it is beyond the points. */
  readonly until: number;
  readonly size: { readonly width: number; readonly height: number };
  /** What they show, in words. */
  readonly told: string;
}

/** Lines over a common axis; all axes begin at nothing. */
export default function PlottedLines({ lines, along, threshold, until, size, told }: Props) {
  const points = lines.flatMap((line) => line.points);
  const last = mostOf(
    points.map(([x]) => x),
    until,
  );
  const values = lines.filter(({ isShare }) => !isShare).flatMap((line) => line.points);
  const most =
    mostOf(
      values.map(([, y]) => y),
      threshold?.at ?? 0,
    ) || 1;
  const shares = new Set(lines.filter(({ isShare }) => isShare).map(({ id }) => id));
  return (
    <div role="img" aria-label={told}>
      <LineChart
        {...size}
        data={rowsOf(lines)}
        margin={{ top: 8, right: 10, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <XAxis
          dataKey="x"
          type="number"
          domain={[0, last]}
          ticks={[0, last]}
          height={22}
          tickLine={false}
          tick={(tick: XAxisTickContentProps) => <EndTick {...tick} last={last} along={along} />}
        />
        <YAxis
          domain={[0, most]}
          ticks={[0, most]}
          width={40}
          tickLine={false}
          axisLine={false}
          tick={{ fill: 'currentColor' }}
          tickFormatter={(value: number) => (value === 0 ? '0' : formatFigure(value, 2))}
        />
        {shares.size > 0 && (
          <YAxis
            yAxisId="share"
            orientation="right"
            domain={[0, 1]}
            ticks={[0, 1]}
            width={44}
            tickLine={false}
            axisLine={false}
            tick={{ fill: 'currentColor' }}
            tickFormatter={formatTick}
          />
        )}
        <Tooltip
          isAnimationActive={false}
          content={({ label, payload }) => (
            <div className="chart-words">
              <b>{tellAlong(along, Number(label).toFixed(Number.isInteger(label) ? 0 : 1))}</b>
              {payload.map(({ name, value, dataKey }) => (
                <div key={String(dataKey)}>
                  {captioned(
                    String(name),
                    shares.has(String(dataKey)) ? formatPercent(Number(value)) : formatFigure(Number(value)),
                  )}
                </div>
              ))}
            </div>
          )}
        />
        {threshold && (
          <ReferenceLine
            className="threshold"
            y={threshold.at}
            label={{ value: threshold.name, position: 'insideBottomRight' }}
          />
        )}
        {lines.map(({ id, name, dash, isShare, points: own }) => (
          <Line
            key={id}
            {...(isShare ? { yAxisId: 'share' } : {})}
            dataKey={id}
            name={name}
            type="linear"
            className={`line-${id}`}
            stroke="currentColor"
            strokeWidth={2}
            dot={own.length === 1 && { r: 4, fill: 'currentColor' }}
            connectNulls
            isAnimationActive={false}
            {...(dash === undefined ? {} : { strokeDasharray: dash })}
          />
        ))}
      </LineChart>
    </div>
  );
}

const formatTick = (share: number): string => `${Math.round(100 * share)}%`;

/** The first and the last x, within the chart's edges. */
function EndTick({ x, y, payload, last, along }: XAxisTickContentProps & { last: number; along: Along }) {
  const isLast = payload.value === last;
  return (
    <text x={x} y={Number(y) + 8} textAnchor={isLast ? 'end' : 'start'}>
      {isLast ? tellAlong(along, String(last)) : '0'}
    </text>
  );
}

/** A row for each x, with the lines that have a value there. */
function rowsOf(lines: readonly PlottedLine[]): Array<Record<string, number>> {
  const rows = new Map<number, Record<string, number>>();
  for (const { id, points } of lines) for (const [x, y] of points) rows.set(x, { ...(rows.get(x) ?? { x }), [id]: y });
  return [...rows.values()].toSorted((a, b) => a.x! - b.x!);
}
