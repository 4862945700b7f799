import { SimpleGrid, Text } from '@mantine/core';
import { memo, useMemo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  XAxis,
  type XAxisTickContentProps,
  YAxis,
  type YAxisTickContentProps,
} from 'recharts';
import { useShallow } from 'zustand/react/shallow';
import { reconstructionWeightOf } from '../../engine/recipe/common';
import type { AppendOnly } from '../../runs/appendOnly';
import type { SelectionLosses } from '../../runs/state';
import { type StudioState, shownRun, shownState } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { lossNames, tellGroup } from '../../words/names';
import { phaseNames } from '../../words/phases';
import { Panel } from '../Panel';
import { Term } from '../Term';
import { thinned } from './thinned';

const chartHeight = 224;
/** More would not show at the charts' width. */
const pointsShown = 120;

export default function LossCharts() {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Panel
        title="Joint loss"
        aside={
          <Text size="xs" c="dimmed">
            <Term name="reconstruction">L_M</Term>, <Term name="discrimination">L_S</Term>, layer by layer
          </Text>
        }
      >
        <JointChart />
      </Panel>
      <Panel
        title="Training loss"
        aside={
          <Text size="xs" c="dimmed">
            <Term name="training">every tenth step</Term>
          </Text>
        }
      >
        <TrainingChart />
      </Panel>
    </SimpleGrid>
  );
}

const jointLines: ChartLine[] = [
  { id: 'joint', name: lossNames.joint, colour: 'light-dark(#d9480f, #ff922b)' },
  { id: 'reconstruction', name: lossNames.reconstruction, colour: 'light-dark(#1971c2, #74c0fc)' },
  { id: 'weighted', name: lossNames.weighted, colour: 'light-dark(#2b8a3e, #69db7c)' },
];

const lossesOf = (state: StudioState) => shownState(state).losses;

function weightOfReconstruction(state: StudioState): number {
  const run = shownRun(state);
  return run ? reconstructionWeightOf(run.recipe) : 1;
}

function JointChart() {
  const losses = useStudioLater(lossesOf);
  const weight = useStudio(weightOfReconstruction);
  const data = useMemo(() => thinned(losses, pointsShown).map(jointPoint(weight)), [losses, weight]);
  const marks = useShallow(layerStarts)(losses);
  return (
    <Chart
      empty="Starts with the first selected channel."
      data={data}
      lines={jointLines}
      marks={marks}
      xLabel="selected channels"
    />
  );
}

/** Eq 6: what is not L_M of the joint loss is λ L_S. @param weight of L_M */
const jointPoint =
  (weight: number) =>
  ({ channels, layer, joint, reconstruction }: SelectionLosses): ChartPoint => ({
    step: channels,
    layer: tellGroup(layer),
    ...(reconstruction === undefined ? {} : { reconstruction }),
    ...(joint === undefined ? {} : { joint }),
    ...(joint === undefined || reconstruction === undefined ? {} : { weighted: joint - weight * reconstruction }),
  });

/** The first losses of every layer: the same objects as long as no layer is added. */
function layerStarts(losses: AppendOnly<SelectionLosses>): SelectionLosses[] {
  const starts: SelectionLosses[] = [];
  for (const point of losses) if (point.layer !== starts.at(-1)?.layer) starts.push(point);
  return starts;
}

const trainingLines: ChartLine[] = [
  { id: 'auxiliary', name: phaseNames.auxiliary, colour: 'light-dark(#862e9c, #da77f2)' },
  { id: 'fine-tuning', name: phaseNames['fine-tuning'], colour: 'light-dark(#d9480f, #ff922b)' },
  { id: 'scratch', name: phaseNames.scratch, colour: 'light-dark(#1971c2, #74c0fc)' },
];

const noMarks: ChartProps['marks'] = [];

const trainingOf = (state: StudioState) => shownState(state).training;

function TrainingChart() {
  const training = useStudioLater(trainingOf);
  const data = useMemo(
    () => thinned(training, pointsShown).map(({ steps, phase, loss }): ChartPoint => ({ step: steps, [phase]: loss })),
    [training],
  );
  return <Chart empty="Starts with fine-tuning." data={data} lines={trainingLines} marks={noMarks} xLabel="steps" />;
}

interface ChartLine {
  /** Under which points have their values. */
  id: string;
  name: string;
  colour: string;
}

type ChartPoint = Record<string, number | string>;

interface ChartProps {
  data: ChartPoint[];
  lines: ChartLine[];
  marks: readonly SelectionLosses[];
  xLabel: string;
  empty: string;
}

/** Recharts tells its whole chart of every part that changes, so the parts around the curves stay the same elements. */
const Chart = memo(function Chart({ data, lines, marks, xLabel, empty }: ChartProps) {
  const frame = useMemo(() => frameOf(xLabel), [xLabel]);
  const layers = useMemo(() => <LayerMarks marks={marks} />, [marks]);
  const curves = useMemo(() => lines.map(curve), [lines]);
  return (
    <div className="chart" role="img" aria-label={data.length === 0 ? empty : lines.map(({ name }) => name).join(', ')}>
      <div className="legend">
        {lines.map(({ id, name, colour }) => (
          <span key={id}>
            <i style={{ background: colour }} /> {name}
          </span>
        ))}
      </div>
      <ResponsiveContainer width="100%" height={chartHeight}>
        <LineChart data={data} margin={margin} accessibilityLayer={false}>
          {frame}
          {layers}
          {curves}
        </LineChart>
      </ResponsiveContainer>
      {data.length === 0 && (
        <Text size="sm" c="dimmed" className="empty">
          {empty}
        </Text>
      )}
    </div>
  );
});

const margin = { top: 8, right: 20, bottom: 14, left: 0 };

function frameOf(xLabel: string) {
  return (
    <>
      <CartesianGrid stroke="currentColor" strokeOpacity={0.12} vertical={false} />
      <XAxis
        dataKey="step"
        type="number"
        domain={['dataMin', 'dataMax']}
        interval={0}
        stroke="currentColor"
        tick={stepTick}
        label={{ value: xLabel, position: 'insideBottom', offset: -8, fontSize: 12, fill: 'currentColor' }}
      />
      <YAxis stroke="currentColor" tick={lossTick} interval={0} width={44} />
      <Tooltip
        contentStyle={{ background: 'var(--mantine-color-body)', borderRadius: 8, fontSize: 13 }}
        formatter={(value) => (typeof value === 'number' ? value.toPrecision(4) : value)}
        labelFormatter={(step, [point]) => [point?.payload?.layer, `${xLabel}: ${step}`].filter(Boolean).join(', ')}
      />
    </>
  );
}

/** Plain text: Recharts would measure its own for room that these axes have anyway. */
const stepTick = ({ x, y, payload }: XAxisTickContentProps) => (
  <text x={x} y={y} dy="0.8em" textAnchor="middle" fontSize={12} fill="currentColor">
    {payload.value}
  </text>
);

const lossTick = ({ x, y, payload: { value } }: YAxisTickContentProps) => (
  <text x={x} y={y} dy="0.35em" textAnchor="end" fontSize={12} fill="currentColor">
    {value === 0 ? '0' : Number(value).toPrecision(2)}
  </text>
);

/** Where each layer's selection starts. Plain lines: a ReferenceLine each follows every part of the chart. */
function LayerMarks({ marks }: Pick<ChartProps, 'marks'>) {
  const scale = useXAxisScale();
  const area = usePlotArea();
  if (!scale || !area) return null;
  return marks.map(({ channels, layer }) => (
    <g key={layer} transform={`translate(${scale(channels)}, ${area.y})`} fill="currentColor" stroke="none">
      <line y2={area.height} stroke="currentColor" strokeOpacity={0.35} strokeDasharray="2 3" />
      <text transform="rotate(-90)" x={-4} y={14} textAnchor="end" fontSize={11}>
        {tellGroup(layer)}
      </text>
    </g>
  ));
}

const curve = ({ id, name, colour }: ChartLine) => (
  <Line key={id} dataKey={id} name={name} stroke={colour} dot={false} strokeWidth={2} isAnimationActive={false} />
);
