import { Stack, Text, useComputedColorScheme } from '@mantine/core';
import { interpolateGreens } from 'd3-scale-chromatic';
import { memo } from 'react';
import type { LayerView } from '../../store/runView';
import { useStudio } from '../../store/studioStore';
import { Panel } from '../Panel';

export function ChannelHeatmap() {
  const layers = useStudio((state) => state.run.layers);
  const network = useStudio((state) => state.network);
  const shown: LayerView[] =
    layers.length > 0
      ? layers
      : (network?.layers ?? []).map((layer) => ({
          ...layer,
          keeps: layer.channels,
          scores: [],
          chosen: [],
          done: false,
        }));
  return (
    <Panel
      title="Channels by score"
      aside={
        <Text size="xs" c="dimmed">
          darker: larger gradient of the joint loss; underlined: selected
        </Text>
      }
    >
      <Stack gap={12} style={{ minHeight: 226 }}>
        {shown.map((layer) => (
          <LayerRow key={layer.name} layer={layer} />
        ))}
      </Stack>
    </Panel>
  );
}

const LayerRow = memo(function LayerRow({ layer }: { layer: LayerView }) {
  const dark = useComputedColorScheme('light') === 'dark';
  const top = Math.max(...layer.scores, Number.MIN_VALUE);
  const selected = new Set(layer.chosen);
  const order = [...Array(layer.channels).keys()].sort((a, b) => (layer.scores[b] ?? 0) - (layer.scores[a] ?? 0));
  return (
    <div className="heatmap-row">
      <Text size="sm" truncate>
        {layer.name}
      </Text>
      <div
        className="heatmap-cells"
        role="img"
        aria-label={`${layer.name}: ${selected.size} of ${layer.channels} channels selected`}
      >
        {order.map((channel) => {
          const score = layer.scores[channel] ?? 0;
          const shade = 0.08 + 0.87 * Math.sqrt(score / top);
          const empty = dark ? '#2a3034' : '#e9eee6';
          return (
            <div
              key={channel}
              className="heatmap-cell"
              data-selected={selected.has(channel)}
              title={`channel ${channel}: score ${score.toExponential(2)}${selected.has(channel) ? ', selected' : ''}`}
              style={{ background: layer.scores.length === 0 ? empty : interpolateGreens(dark ? 1.05 - shade : shade) }}
            />
          );
        })}
      </div>
      <Text size="sm" c="dimmed" ta="right" className="numbers">
        {selected.size > 0 ? `${selected.size}/` : ''}
        {layer.channels}
      </Text>
    </div>
  );
});
