import { SimpleGrid, Text } from '@mantine/core';
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useStudio } from '../../store/studioStore';
import { Panel } from '../Panel';
import { Term } from '../Term';

const chartHeight = 250;

export default function LossCharts() {
  const joint = useStudio((state) => state.run.joint);
  const training = useStudio((state) => state.run.training);
  const lambda = useStudio((state) => state.recipe.lambda);
  const starts = joint.filter((point, index) => point.layer !== joint[index - 1]?.layer);
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
        <Chart
          empty="Starts with the first selected channel."
          data={joint.map((point) => ({
            step: point.step,
            layer: point.layer,
            L_M: point.reconstruction,
            'λ L_S': lambda * point.discrimination,
            L: point.joint,
          }))}
          lines={[
            ['L', 'light-dark(#d9480f, #ff922b)'],
            ['L_M', 'light-dark(#1971c2, #74c0fc)'],
            ['λ L_S', 'light-dark(#2b8a3e, #69db7c)'],
          ]}
          marks={starts.map(({ step, layer }) => ({ step, label: layer }))}
          xLabel="selected channels"
        />
      </Panel>
      <Panel
        title="Training loss"
        aside={
          <Text size="xs" c="dimmed">
            <Term name="training">every tenth step</Term>
          </Text>
        }
      >
        <Chart
          empty="Starts with fine-tuning."
          data={training.map(({ phase, loss }, index) => ({ step: 10 * (index + 1), [phase]: loss }))}
          lines={[
            ['auxiliary', 'light-dark(#862e9c, #da77f2)'],
            ['fine-tuning', 'light-dark(#d9480f, #ff922b)'],
          ]}
          marks={[]}
          xLabel="steps"
        />
      </Panel>
    </SimpleGrid>
  );
}

interface ChartProps {
  data: Array<Record<string, number | string>>;
  lines: Array<[name: string, colour: string]>;
  marks: Array<{ step: number; label: string }>;
  xLabel: string;
  empty: string;
}

function Chart({ data, lines, marks, xLabel, empty }: ChartProps) {
  if (data.length === 0)
    return (
      <div style={{ height: chartHeight, display: 'grid', placeItems: 'center' }}>
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      </div>
    );
  return (
    <ResponsiveContainer width="100%" height={chartHeight}>
      <LineChart data={data} margin={{ top: 4, right: 12, bottom: 14, left: 0 }}>
        <CartesianGrid stroke="currentColor" strokeOpacity={0.12} vertical={false} />
        <XAxis
          dataKey="step"
          type="number"
          domain={['dataMin', 'dataMax']}
          stroke="currentColor"
          tick={{ fontSize: 12 }}
          label={{ value: xLabel, position: 'insideBottom', offset: -8, fontSize: 12, fill: 'currentColor' }}
        />
        <YAxis
          stroke="currentColor"
          tick={{ fontSize: 12 }}
          width={44}
          tickFormatter={(value: number) => (value === 0 ? '0' : value.toPrecision(2))}
        />
        <Tooltip
          contentStyle={{ background: 'var(--mantine-color-body)', borderRadius: 8, fontSize: 13 }}
          formatter={(value) => (typeof value === 'number' ? value.toPrecision(4) : value)}
          labelFormatter={(step, [point]) => [point?.payload?.layer, `${xLabel}: ${step}`].filter(Boolean).join(', ')}
        />
        <Legend verticalAlign="top" height={26} iconType="plainline" wrapperStyle={{ fontSize: 13 }} />
        {marks.map(({ step, label }) => (
          <ReferenceLine
            key={label}
            x={step}
            stroke="currentColor"
            strokeOpacity={0.35}
            strokeDasharray="2 3"
            label={{ value: label, angle: -90, position: 'insideTopRight', fontSize: 11, fill: 'currentColor' }}
          />
        ))}
        {lines.map(([name, colour]) => (
          <Line key={name} dataKey={name} stroke={colour} dot={false} strokeWidth={2} isAnimationActive={false} />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
