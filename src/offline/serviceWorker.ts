import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';

/** The part of a service worker's scope that is used here; the compiler knows that of a page. */
declare const self: {
  /** Written in by the build: vite.offline.ts. */
  readonly __WB_MANIFEST: PrecacheEntry[];
  skipWaiting(): Promise<void>;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
};

/** What the page says once a person wants the new version. */
const takeOver = 'take-over';

/** The page, its scripts, its words, lessons and recordings: a version as a whole. Its address may ask for a backend. */
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();

/** Networks, images and readers of rarer formats: from the server while it answers, then from what was kept when used. */
registerRoute(
  ({ sameOrigin }) => sameOrigin,
  new NetworkFirst({ cacheName: 'espalier-used', networkTimeoutSeconds: 8 }),
);

self.addEventListener('message', ({ data }) => {
  if (data === takeOver) void self.skipWaiting();
});
clientsClaim();
