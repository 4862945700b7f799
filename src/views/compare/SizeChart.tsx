import { type KeyboardEvent, useState } from 'react';
import { type Chart, chartOf, type Frame, type Mark } from '../../comparison/chart';
import { belowAxis, shapeOf } from '../../comparison/marks';
import { type SizeMeasure, sizeOf } from '../../comparison/size';
import { smallestWithin } from '../../comparison/smallest';
import {
  comparingTitles,
  comparingWords,
  measureNames,
  tellAccuracyAxis,
  tellMark,
  tellUnpruned,
} from '../../words/comparing';
import type { Entry } from './entries';
import { formatSize } from './formatSize';
import { themedColour } from './MarkShape';
import { toggle } from './useComparison';

interface SizeChartProps {
  readonly entries: readonly Entry[];
  readonly ticked: readonly Entry[];
  readonly measure: SizeMeasure;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** In square pixels. */
const markArea = 96;

const room = { left: 44, right: 12, top: 28, bottom: 44 };

export function SizeChart({ entries, ticked, measure, width, height }: SizeChartProps) {
  const [pointed, setPointed] = useState<Entry>();
  const frame: Frame = { ...room, width, height };
  const chart = chartOf(entries, measure, frame);
  const smallest = smallestWithin(entries, 1, measure);
  const best = chart.marks.find(({ point }) => point === smallest);
  const mark = chart.marks.find(({ point }) => point === pointed);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds no picture */}
      <svg width={width} height={height} role="group" aria-label={comparingTitles.size} className="size-picture">
        <Axes chart={chart} frame={frame} measure={measure} />
        {best && <SmallestLabel mark={best} frame={frame} />}
        <path className="front" d={`M${chart.front.map(({ x, y }) => `${x} ${y}`).join('L')}`} />
        {chart.marks.map((each) => (
          <TracesOf
            key={each.point.key}
            mark={each}
            isStressed={ticked.includes(each.point) || each.point === pointed}
          />
        ))}
        {chart.marks.map((each) => (
          <MarkOf
            key={each.point.key}
            mark={each}
            label={labelOf(each.point, measure)}
            isTicked={ticked.includes(each.point)}
            onToggle={() => toggle(ticked, each.point.key)}
            onPoint={setPointed}
          />
        ))}
      </svg>
      {mark && (
        <div
          className="mark-words chart-words"
          aria-hidden="true"
          style={{ top: mark.y, ...(mark.x > width / 2 ? { right: width - mark.x + 16 } : { left: mark.x + 16 }) }}
        >
          {labelOf(mark.point, measure)}
        </div>
      )}
    </>
  );
}

/** Above all marks, with a line down to its own. */
function SmallestLabel({ mark: { x, y }, frame }: { mark: Mark<Entry>; frame: Frame }) {
  const isRight = x > frame.width / 2;
  return (
    <g>
      <path className="smallest-line" d={`M${x} ${frame.top + 4}V${y - 10}`} />
      <text className="smallest" x={isRight ? x + 6 : x - 6} y={frame.top} textAnchor={isRight ? 'end' : 'start'}>
        {comparingWords.smallest}
      </text>
    </g>
  );
}

const labelOf = (entry: Entry, measure: SizeMeasure): string => {
  const { name, summary, note } = entry;
  return tellMark({
    ...{ name, note },
    accuracy: summary.accuracy.mean,
    margin: summary.gapMargin,
    gap: summary.gap.mean,
    size: formatSize[measure](sizeOf(entry, measure)),
  });
};

function Axes({ chart, frame, measure }: { chart: Chart<Entry>; frame: Frame; measure: SizeMeasure }) {
  const { x, y, xTicks, yTicks, floor, unpruned } = chart;
  const [left, right, bottom] = [frame.left, frame.width - frame.right, frame.height - frame.bottom];
  return (
    <g>
      <text className="size-tick" x={0} y={12}>
        {tellAccuracyAxis(floor, chart.marks[0]?.point.rows[0].isAgreement)}
      </text>
      {yTicks.map((tick) => (
        <g key={tick}>
          <path className="grid-line" d={`M${left} ${y(tick)}H${right}`} />
          <text className="size-tick" x={left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
            {tick}%
          </text>
        </g>
      ))}
      {xTicks.map((tick) => (
        <g key={tick}>
          <path className="grid-line" d={`M${x(tick)} ${frame.top}V${bottom}`} />
          <text className="size-tick" x={x(tick)} y={bottom + 18} textAnchor="middle">
            {formatSize[measure](tick)}
          </text>
        </g>
      ))}
      <text className="size-tick" x={(left + right) / 2} y={frame.height - 6} textAnchor="middle">
        {measureNames[measure].long}
      </text>
      <rect
        className="noise"
        x={left}
        y={unpruned.highY}
        width={right - left}
        height={unpruned.lowY - unpruned.highY}
      />
      <path className="unpruned" d={`M${left} ${unpruned.y}H${right}`} />
      <circle className="unpruned-mark" cx={unpruned.x} cy={unpruned.y} r={5.5} />
      <text className="unpruned-name" x={left + 6} y={unpruned.y - 6}>
        {tellUnpruned(unpruned.accuracy)}
      </text>
    </g>
  );
}

interface MarkOfProps {
  readonly mark: Mark<Entry>;
  readonly label: string;
  readonly isTicked: boolean;
  onToggle(): void;
  onPoint(entry: Entry | undefined): void;
}

/** What it was right after the cut, its seeds and its interval; faint, unless one looks at it. */
function TracesOf({ mark, isStressed }: { mark: Mark<Entry>; isStressed: boolean }) {
  const { point, x, y, cut, highY, lowY, seedsY } = mark;
  const { method } = point.summary;
  const [stroke, fill] = [{ stroke: themedColour(method) }, { fill: themedColour(method) }];
  return (
    <g className="mark-traces" data-stressed={isStressed}>
      {cut && <path className="mark-fall" d={`M${x} ${cut.y}V${y}`} style={stroke} />}
      <path className="mark-bar" d={`M${x} ${lowY}V${highY}`} style={stroke} />
      {point.rows.map(({ seed }, index) => (
        <circle key={seed} cx={x + 8} cy={seedsY[index]} r={1.6} style={fill} />
      ))}
      {cut && (
        <path
          className="mark-hollow"
          d={cut.isBelow ? belowAxis : shapeOf(method, markArea)}
          transform={`translate(${x} ${cut.y})`}
          style={stroke}
        />
      )}
    </g>
  );
}

function MarkOf({ mark, label, isTicked, onToggle, onPoint }: MarkOfProps) {
  const { point, x, y, isBelow } = mark;
  const { method } = point.summary;
  const shape = isBelow ? belowAxis : shapeOf(method, markArea);
  const colour = themedColour(method);
  const press = (event: KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    onToggle();
  };
  const show = () => onPoint(point);
  const hide = () => onPoint(undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input cannot stand in a picture
    <g
      role="checkbox"
      aria-checked={isTicked}
      aria-label={label}
      tabIndex={0}
      className="mark"
      onClick={onToggle}
      onKeyDown={press}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
    >
      {isTicked && <circle className="mark-ring" cx={x} cy={y} r={11} style={{ stroke: colour }} />}
      <path className="mark-filled" d={shape} transform={`translate(${x} ${y})`} style={{ fill: colour }} />
      <rect className="mark-target" x={x - 11} y={y - 11} width={22} height={22} />
    </g>
  );
}
