import { useEffect, useMemo, useRef } from 'react';
import type { LayerState } from '../../../runs/state';
import { hasWeightsOf } from '../../../store/state';
import { useStudio } from '../../../store/studioStore';
import type { Watched } from '../../../store/useWatched';
import { inspectWords, tellChannelOf, tellChannelsOf } from '../../../words/inspecting';
import { isTyping } from '../../isTyping';
import { cellsOf, joiningIn } from '../net/cells';
import { ByHand } from './ByHand';
import { ChannelStorySection } from './ChannelStorySection';
import { InspectorHead } from './InspectorHead';
import './inspector.css';
import { Kernels } from './Kernels';
import { LargeMap } from './LargeMap';
import { LayerMaps } from './LayerMaps';
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
  const { maps, kernels } = useInspected(layer, channel, hasWeights);
  const lookAt = useStudio((state) => state.lookAt);
  const place = useSeen();
  useEscape();
  return (
    <section
      ref={place}
      className="panel inspector"
      aria-label={channel === undefined ? tellChannelsOf(layer.name) : tellChannelOf(channel, layer.name)}
    >
      <InspectorHead layer={layer} channel={channel} />
      <div className="inspector-parts">
        <div>
          {channel === undefined ? (
            <p>{inspectWords.choose}</p>
          ) : (
            <>
              <ChannelStorySection watched={watched} layer={layer} channel={channel} />
              {maps && <LargeMap maps={maps} channel={channel} />}
              {hasWeights && <ByHand layer={layer} channel={channel} />}
            </>
          )}
          {hasWeights ? (
            <p className="plot-note">{maps ? inspectWords['of-the-open'] : inspectWords.waiting}</p>
          ) : (
            <NoWeights network={run.network} />
          )}
        </div>
        {channel !== undefined && kernels && <Kernels kernels={kernels} />}
        {maps && <LayerMaps {...{ layer, cells, maps }} opened={channel} onOpen={(next) => lookAt(layer.name, next)} />}
      </div>
    </section>
  );
}

/** Pixels of a part of the page that are to be seen of it. */
const enough = 160;

/** Brings what opens below the window into it; what can be seen stays where it is. */
function useSeen() {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const top = place.current?.getBoundingClientRect().top ?? 0;
    if (top > innerHeight - enough) place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return place;
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
