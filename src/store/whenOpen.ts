import { isFree, type StudioState } from './state';

interface Studio {
  getState(): StudioState;
  subscribe(listener: (state: StudioState) => void): () => void;
}

/** Once a network is open and the worker has nothing to do. */
export function whenOpen(studio: Studio): Promise<void> {
  const isOpen = (state: StudioState): boolean => state.network !== undefined && isFree(state);
  if (isOpen(studio.getState())) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = studio.subscribe((state) => {
      if (!isOpen(state)) return;
      leave();
      resolve();
    });
  });
}
