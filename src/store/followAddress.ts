import { readAddress, writeAddress } from './address';
import type { createStudio } from './createStudio';

/** The address says what the page shows, and the page shows what the address says: so Back and links work. */
export function followAddress(studio: ReturnType<typeof createStudio>): void {
  const read = () => studio.getState().go(readAddress(location.hash).view);
  read();
  addEventListener('popstate', read);
  studio.subscribe(({ view }, before) => {
    if (view !== before.view && view !== readAddress(location.hash).view)
      history.pushState(null, '', writeAddress({ view }));
  });
}
