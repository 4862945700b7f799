import { bundledNetwork } from '../bundledNetworks';
import { datasetNameOf, hasUnsaved, type StudioState } from '../state';

/** A lock of this name, and more, is held by every tab that would lose something by a reload. */
const prefix = 'espalier-keeps-';
const own = `${prefix}${crypto.randomUUID?.() ?? Math.random()}`;

/** A run, a result that is not saved, or what was dropped on the page. */
export function wouldLose(state: StudioState): boolean {
  const isOwnNetwork = state.network !== undefined && !bundledNetwork(state.network.name);
  return hasUnsaved(state) || isOwnNetwork || (state.images !== undefined && datasetNameOf(state) === 'own');
}

interface Studio {
  getState(): StudioState;
  subscribe(listener: (state: StudioState) => void): void;
}

/** Holds the lock while this tab has something to lose. */
export function tellOtherTabs(studio: Studio): void {
  let release: (() => void) | undefined;
  studio.subscribe((state) => {
    if (wouldLose(state) === (release !== undefined)) return;
    if (release) {
      release();
      release = undefined;
      return;
    }
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    void navigator.locks?.request(own, () => held);
  });
}

/** Whether another tab of the page has something to lose. */
export async function isAnotherBusy(): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name = '' }) => name.startsWith(prefix) && name !== own);
}
