import { base } from '../besidePage';
import { type OpeningStudio, whenOpen } from '../whenOpen';
import { tellOtherTabs } from './keepings';
import { neededByLessons } from './neededByLessons';
import { useOffline } from './useOffline';

type Studio = OpeningStudio & Parameters<typeof tellOtherTabs>[0];

/** Has the browser keep the page for a time without a network, once the page has all that it needs itself. */
export async function keepOffline(studio: Studio): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  tellOtherTabs(studio);
  await whenOpen(studio);
  followVersions(await navigator.serviceWorker.register(new URL('serviceWorker.js', base), { updateViaCache: 'none' }));
  await isControlled();
  for (const path of neededByLessons) await bring(path);
  useOffline.setState({ isKept: true });
}

/** Requests of this page pass the service worker, which keeps what comes. */
function isControlled(): Promise<void> {
  if (navigator.serviceWorker.controller) return Promise.resolve();
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
}

/** Brought once: from then on the service worker keeps it up to date whenever it is used. */
async function bring(path: string): Promise<void> {
  const url = new URL(path, base);
  if (await caches.match(url)) return;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await response.arrayBuffer();
}

/** A version that waits is told; when it has taken over, every tab is loaded anew. */
function followVersions(registration: ServiceWorkerRegistration): void {
  const { serviceWorker } = navigator;
  const isFirst = serviceWorker.controller === null;
  const tell = () => {
    if (registration.waiting && serviceWorker.controller) useOffline.setState({ isNewer: true });
  };
  tell();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell));
  let changes = isFirst ? 0 : 1;
  serviceWorker.addEventListener('controllerchange', () => {
    if (changes++ > 0) location.reload();
  });
}

/** Has the version that waits take over. */
export async function takeNewVersion(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  registration?.waiting?.postMessage('take-over');
}
