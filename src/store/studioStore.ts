import { runOrder, superviseStudio } from '../worker/client';
import { base, hasFullCifar10 } from './besidePage';
import { createStudio } from './createStudio';
import { save } from './files';
import { gestureClock } from './gestureClock';
import { fetchRecording } from './recordings';

export const useStudio = createStudio((recovery) => {
  const supervisor = superviseStudio(recovery);
  return {
    supervisor,
    recovery,
    run: (order, onEvents) => runOrder(supervisor, order, onEvents),
    base,
    hasFullDataset: hasFullCifar10,
    fetchRecording: (name) => fetchRecording(base, name),
    now: gestureClock(globalThis.window ?? new EventTarget()),
    save,
  };
});
