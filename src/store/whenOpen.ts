import { isFree, type StudioState } from './state';

type Opening = Pick<StudioState, 'runs' | 'underWay' | 'activities'> & { readonly network: object | undefined };

/** The page's store, as far as that. */
export interface OpeningStudio {
  getState(): Opening;
  subscribe(listener: (state: Opening) => void): () => void;
}

/** Once a network is open and the worker has nothing to do. */
export function whenOpen(studio: OpeningStudio): Promise<void> {
  const isOpen = (state: Opening): boolean => state.network !== undefined && isFree(state);
  if (isOpen(studio.getState())) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = studio.subscribe((state) => {
      if (!isOpen(state)) return;
      leave();
      resolve();
    });
  });
}
