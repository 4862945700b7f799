import { useEffect, useMemo, useRef } from 'react';
import type { LayerState } from '../../../runs/state';
import { hasWeightsOf } from '../../../store/state';
import { useStudio } from '../../../store/studioStore';
import type { Watched } from '../../../store/useWatched';
import { inspectWords, tellChannelOf, tellChannelsOf } from '../../../words/inspecting';
import { cellsOf, joiningIn } from '../../cells/cells';
import { isTyping } from '../../isTyping';
import { useKeys } from '../../useKeys';
import { ByHand } from './ByHand';
import { ChannelStorySection } from './ChannelStorySection';
import { closing } from './closing';
import { InspectorHead } from './InspectorHead';
import './inspector.css';
import { Kernels } from './Kernels';
import { LargeMap } from './LargeMap';
import { LayerMaps } from './LayerMaps';
import { LayerSummary } from './LayerSummary';
import { NoWeights } from './NoWeights';
import { useInspected } from './useInspected';

/** A layer that is open, and a channel of it. */
export default function Inspector({ watched, layer }: { watched: Watched; layer: LayerState }) {
  const { frame, run } = watched;
  const channel = useStudio((state) =>
    state.channel !== undefined && state.channel < layer.channels ? state.channel : undefined,
  );
  const hasWeights = useStudio((state) => hasWeightsOf(state, layer));
  const joining = joiningIn(frame.event, layer.name);
  const cells = useMemo(() => cellsOf(layer, joining), [layer, joining]);
  const { maps, kernels, gradients } = useInspected(layer, channel, hasWeights);
  const lookAt = useStudio((state) => state.lookAt);
  const place = useSeen(channel);
  useEscape();
  return (
    <section
      ref={place}
      className="panel inspector"
      aria-label={channel === undefined ? tellChannelsOf(layer.name) : tellChannelOf(channel, layer.name)}
    >
      <InspectorHead layer={layer} channel={channel} />
      <div className="inspector-parts">
        {maps && <LayerMaps {...{ layer, cells, maps }} opened={channel} onOpen={(next) => lookAt(layer.name, next)} />}
        <div className="inspector-detail">
          {channel === undefined ? (
            <LayerSummary cells={cells} maps={maps} />
          ) : (
            <>
              <ChannelStorySection watched={watched} layer={layer} channel={channel} />
              {maps && <LargeMap maps={maps} channel={channel} />}
              {hasWeights && <ByHand layer={layer} channel={channel} />}
            </>
          )}
          {hasWeights ? !maps && <p>{inspectWords.waiting}</p> : <NoWeights network={run.network} />}
        </div>
        {channel !== undefined && kernels && <Kernels kernels={kernels} gradients={gradients} />}
      </div>
      {maps && <p className="plot-note">{inspectWords['of-the-open']}</p>}
    </section>
  );
}

/** Pixels of a part of the page that are to be seen of it. */
const enough = 160;
/** No wider windows have one column. */
const oneColumn = 900;

/** Brings what opens below the window into it, and in a single column what opens above; else all stays where it is. */
function useSeen(channel: number | undefined) {
  const place = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another channel opens at the same place
  useEffect(() => {
    const top = place.current?.getBoundingClientRect().top ?? 0;
    const isOutside = top > innerHeight - enough || (top < 0 && innerWidth <= oneColumn);
    if (isOutside) place.current?.scrollIntoView();
  }, [channel]);
  return place;
}

/** Escape closes what is open: the channel, then the layer. */
function useEscape(): void {
  useKeys((event) => {
    if (event.key !== 'Escape' || isTyping(event)) return;
    const { lookedAt, channel, lookAt } = useStudio.getState();
    closing(lookedAt, () => lookAt(channel === undefined ? undefined : lookedAt));
  });
}
