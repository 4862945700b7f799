import { create } from 'zustand';

/** What the page can do without a network, and whether another version of it waits. */
interface Offline {
  /** Lessons, the first network and its images are kept by this browser. */
  readonly isKept: boolean;
  /** A newer version has been brought; it takes over once a person says so. */
  readonly isNewer: boolean;
}

export const useOffline = create<Offline>()(() => ({ isKept: false, isNewer: false }));
