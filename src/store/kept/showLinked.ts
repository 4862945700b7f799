import type { RunId } from '../../runs/log';
import type { StudioState } from '../state';
import { type OpeningStudio, whenOpen } from '../whenOpen';
import type { KeptState } from './createKept';
import type { KeptRun } from './keptRun';

interface Studio extends OpeningStudio {
  getState(): ReturnType<OpeningStudio['getState']> & Pick<StudioState, 'view' | 'say' | 'currentRun'>;
}

interface Kept {
  getState(): Pick<KeptState, 'runs' | 'reopen'>;
  subscribe(listener: (state: Pick<KeptState, 'runs'>) => void): () => void;
}

/**
 * Shows a run of one's own that a link names, once a network is open: what opens takes the place of any run. Where this
 * browser does not keep it, that is said; where another run has come to be shown meanwhile, nothing is done.
 */
export async function showLinked(studio: Studio, kept: Kept, id: RunId): Promise<void> {
  const { currentRun } = studio.getState();
  const isAwaited = (): boolean => {
    const state = studio.getState();
    return state.view === 'prune' && state.currentRun === currentRun;
  };
  const runs = await whenRead(kept);
  if (!isAwaited()) return;
  if (!runs.some((run) => run.id === id)) {
    studio.getState().say('news', { code: 'other-run' });
    return;
  }
  await whenOpen(studio);
  if (isAwaited()) await kept.getState().reopen(id);
}

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
