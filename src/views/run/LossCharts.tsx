import { SimpleGrid, Text } from '@mantine/core';
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useStudio } from '../../store/studioStore';
import { Panel } from '../Panel';

const chartHeight = 260;

export default function LossCharts() {
  const joint = useStudio((state) => state.run.joint);
  const training = useStudio((state) => state.run.training);
  const lambda = useStudio((state) => state.recipe.lambda);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Panel title="Joint loss">
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
            ['L', '#e8590c'],
            ['L_M', '#1c7ed6'],
            ['λ L_S', '#2f9e44'],
          ]}
          xLabel="selected channels"
        />
      </Panel>
      <Panel title="Training loss">
        <Chart
          empty="Starts with fine-tuning."
          data={training.map(({ phase, loss }, index) => ({ step: 10 * (index + 1), [phase]: loss }))}
          lines={[
            ['auxiliary', '#9c36b5'],
            ['fine-tuning', '#e8590c'],
          ]}
          xLabel="steps"
        />
      </Panel>
    </SimpleGrid>
  );
}

interface ChartProps {
  data: Array<Record<string, number | string>>;
  lines: Array<[name: string, colour: string]>;
  xLabel: string;
  empty: string;
}

function Chart({ data, lines, xLabel, empty }: ChartProps) {
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
          stroke="currentColor"
          tick={{ fontSize: 12 }}
          label={{ value: xLabel, position: 'insideBottom', offset: -8, fontSize: 12, fill: 'currentColor' }}
        />
        <YAxis
          stroke="currentColor"
          tick={{ fontSize: 12 }}
          width={44}
          tickFormatter={(value: number) => value.toPrecision(2)}
        />
        <Tooltip
          contentStyle={{ background: 'var(--mantine-color-body)', borderRadius: 8 }}
          formatter={(value) => (typeof value === 'number' ? value.toPrecision(4) : value)}
        />
        <Legend verticalAlign="top" height={26} />
        {lines.map(([name, colour]) => (
          <Line
            key={name}
            dataKey={name}
            stroke={colour}
            dot={false}
            strokeWidth={2}
            isAnimationActive={false}
            connectNulls={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
