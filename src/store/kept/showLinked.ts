import type { RunId } from '../../runs/log';
import { type StudioState, shownRun } from '../state';
import { type OpeningStudio, whenOpen } from '../whenOpen';
import type { KeptState } from './createKept';
import type { KeptRun } from './keptRun';

interface Studio extends OpeningStudio {
  getState(): ReturnType<OpeningStudio['getState']> & Pick<StudioState, 'view' | 'say'>;
}

interface Kept {
  getState(): Pick<KeptState, 'runs' | 'reopen'>;
  subscribe(listener: (state: Pick<KeptState, 'runs'>) => void): () => void;
}

/**
 * Shows a run of one's own that a link names, once a network is open: what opens takes the place of any run. Where this
 * browser does not keep it, that is said; where another run has come to be shown, nothing is done.
 */
export async function showLinked(studio: Studio, kept: Kept, id: RunId): Promise<void> {
  const runs = await whenRead(kept);
  if (!isFreeFor(studio.getState())) return;
  if (!runs.some((run) => run.id === id)) {
    studio.getState().say('news', { code: 'other-run' });
    return;
  }
  await whenOpen(studio);
  if (isFreeFor(studio.getState())) await kept.getState().reopen(id);
}

/** No run is shown, and recorded ones are watched. */
const isFreeFor = (state: ReturnType<Studio['getState']>): boolean =>
  state.view === 'prune' && shownRun(state) === undefined;

/** The runs that the browser keeps, once they are read. */
function whenRead(kept: Kept): Promise<readonly KeptRun[]> {
  const { runs } = kept.getState();
  if (runs) return Promise.resolve(runs);
  return new Promise((resolve) => {
    const leave = kept.subscribe(({ runs: read }) => {
      if (!read) return;
      leave();
      resolve(read);
    });
  });
}
