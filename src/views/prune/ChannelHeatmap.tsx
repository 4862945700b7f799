import { Stack, Text, useComputedColorScheme } from '@mantine/core';
import { interpolateGreens, interpolateGreys } from 'd3-scale-chromatic';
import { memo } from 'react';
import { type LayerState, untouchedLayer } from '../../runs/state';
import { type StudioState, shownState } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { tellGroup } from '../../words/names';
import { Panel } from '../Panel';
import { Term } from '../Term';

export function ChannelHeatmap() {
  return (
    <Panel
      title="Channels by score"
      aside={
        <Text size="xs" c="dimmed" ta="right">
          <span className="swatch" data-selected /> selected <span className="swatch" /> removed; darker:{' '}
          <Term name="score">larger score</Term>
        </Text>
      }
    >
      <Layers />
    </Panel>
  );
}

const layersOf = (state: StudioState) => shownState(state).layers;

function Layers() {
  const layers = useStudioLater(layersOf);
  const network = useStudio((state) => state.network);
  const streams = useStudio((state) => state.recipe.streams);
  const open = network?.layers[streams] ?? [];
  const shown = layers.length > 0 ? layers : open.map((layer) => untouchedLayer({ ...layer, keeps: layer.channels }));
  return (
    <Stack gap={10} style={{ minHeight: 226 }}>
      {shown.map((layer) => (
        <LayerRow key={layer.name} layer={layer} />
      ))}
    </Stack>
  );
}

const LayerRow = memo(function LayerRow({ layer }: { layer: LayerState }) {
  const isDark = useComputedColorScheme('light') === 'dark';
  const top = Math.max(...layer.scores, Number.MIN_VALUE);
  const selected = new Set(layer.chosen);
  const order = [...Array(layer.channels).keys()].sort((a, b) => (layer.scores[b] ?? 0) - (layer.scores[a] ?? 0));
  const colourOf = (channel: number): string | undefined => {
    if (layer.scores.length === 0) return undefined;
    const strength = Math.sqrt((layer.scores[channel] ?? 0) / top);
    const shade = selected.has(channel) ? 0.35 + 0.6 * strength : 0.12 + 0.45 * strength;
    return (selected.has(channel) ? interpolateGreens : interpolateGreys)(isDark ? 1 - shade * 0.85 : shade);
  };
  return (
    <div className="heatmap-row">
      <Text size="sm" truncate>
        {tellGroup(layer.name)}
      </Text>
      <div
        className="heatmap-cells"
        role="img"
        aria-label={`${tellGroup(layer.name)}: ${selected.size} of ${layer.channels} channels selected`}
      >
        {order.map((channel, place) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell stays where it is and shows another channel
            key={place}
            className="heatmap-cell"
            data-selected={selected.has(channel) || layer.scores.length === 0}
            title={`channel ${channel}: score ${(layer.scores[channel] ?? 0).toExponential(2)}${selected.has(channel) ? ', selected' : ''}`}
            style={{ background: colourOf(channel) }}
          />
        ))}
      </div>
      <Text size="sm" c="dimmed" ta="right" className="numbers">
        {selected.size > 0 ? `${selected.size}/` : ''}
        {layer.channels}
      </Text>
    </div>
  );
});
