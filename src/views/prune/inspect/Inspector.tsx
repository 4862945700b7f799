import { ActionIcon, Group, Title } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowLeft, IconArrowRight, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { LayerState } from '../../../runs/state';
import { hasWeightsOf } from '../../../store/state';
import { useStudio } from '../../../store/studioStore';
import type { Watched } from '../../../store/useWatched';
import { inspectWords, tellChannelOf, tellChannelsOf } from '../../../words/inspecting';
import { tellGroup } from '../../../words/names';
import { tellWidth } from '../../../words/pruneView';
import { isTyping } from '../../isTyping';
import './inspector.css';
import { cellsOf, joiningIn } from '../net/cells';
import { ByHand } from './ByHand';
import { ChannelStorySection } from './ChannelStorySection';
import { Kernels } from './Kernels';
import { LargeMap } from './LargeMap';
import { LayerMaps } from './LayerMaps';
import { NoWeights } from './NoWeights';

/** A layer that is open, and a channel of it. */
export default function Inspector({ watched, layer }: { watched: Watched; layer: LayerState }) {
  const { ref, width } = useElementSize();
  const { frame, run } = watched;
  const channel = useStudio((state) =>
    state.channel !== undefined && state.channel < layer.channels ? state.channel : undefined,
  );
  const hasWeights = useStudio((state) => hasWeightsOf(state, layer));
  const joining = joiningIn(frame.event, layer.name);
  const cells = useMemo(() => cellsOf(layer, joining), [layer, joining]);
  const { maps, kernels } = useInspected(layer, channel, hasWeights);
  const { lookAt } = useStudio.getState();
  const open = (next: number | undefined) => lookAt(layer.name, next);
  useEscape();
  return (
    <section
      className="panel inspector"
      aria-label={channel === undefined ? tellChannelsOf(layer.name) : tellChannelOf(channel, layer.name)}
    >
      <Group justify="space-between" wrap="nowrap" align="start">
        <Title order={2} size="h5" className="numbers">
          {channel === undefined ? tellGroup(layer.name) : tellChannelOf(channel, layer.name)}
          <span className="inspector-width">{tellWidth(layer.chosen.length, layer.channels, layer.isDone)}</span>
        </Title>
        <Group gap={4} wrap="nowrap">
          {channel !== undefined && (
            <>
              <Step label={inspectWords.before} to={channel - 1} layer={layer} open={open}>
                <IconArrowLeft size={16} />
              </Step>
              <Step label={inspectWords.next} to={channel + 1} layer={layer} open={open}>
                <IconArrowRight size={16} />
              </Step>
            </>
          )}
          <ActionIcon variant="default" aria-label={inspectWords.close} onClick={() => lookAt(undefined)}>
            <IconX size={16} />
          </ActionIcon>
        </Group>
      </Group>
      <div ref={ref}>
        {channel !== undefined && <ChannelStorySection watched={watched} layer={layer} channel={channel} />}
        {channel !== undefined && maps && <LargeMap maps={maps} channel={channel} />}
        {channel !== undefined && hasWeights && <ByHand layer={layer} channel={channel} />}
        {channel !== undefined && kernels && <Kernels kernels={kernels} width={width} />}
        {maps && width > 0 && <LayerMaps {...{ layer, cells, maps, width }} opened={channel} onOpen={open} />}
        {hasWeights ? (
          <p className="plot-note">{inspectWords[maps ? 'of-the-open' : 'waiting']}</p>
        ) : (
          <NoWeights network={run.network} />
        )}
      </div>
    </section>
  );
}

interface StepProps {
  readonly label: string;
  readonly to: number;
  readonly layer: LayerState;
  readonly open: (channel: number) => void;
  readonly children: ReactNode;
}

function Step({ label, to, layer, open, children }: StepProps) {
  const isThere = to >= 0 && to < layer.channels;
  return (
    <ActionIcon variant="default" aria-label={label} disabled={!isThere} onClick={() => open(to)}>
      {children}
    </ActionIcon>
  );
}

/** The maps of a layer and the kernels of a channel, once they are here. */
function useInspected(layer: LayerState, channel: number | undefined, hasWeights: boolean) {
  const revision = useStudio((state) => state.revision);
  const image = useStudio((state) => state.image);
  const maps = useStudio((state) => state.maps);
  const kernels = useStudio((state) => state.kernels);
  const inspect = useStudio((state) => state.inspect);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another network or image they are other ones
  useEffect(() => {
    if (hasWeights) void inspect(layer.name, channel);
  }, [layer.name, channel, hasWeights, revision, image, inspect]);
  const isOfLayer = (told: { layer: string; revision: number } | undefined) =>
    hasWeights && told?.layer === layer.name && told.revision === revision;
  return {
    maps: isOfLayer(maps) ? maps?.told : undefined,
    kernels: isOfLayer(kernels) && kernels?.channel === channel ? kernels?.told : undefined,
  };
}

/** Escape closes what is open: the channel, then the layer. */
function useEscape(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || isTyping(event)) return;
      const { lookedAt, channel, lookAt } = useStudio.getState();
      lookAt(channel === undefined ? undefined : lookedAt);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
