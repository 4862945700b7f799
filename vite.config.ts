import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vitest/config';
import { withServiceWorker } from './vite.offline.ts';
import { ThirdPartyNotices } from './vite.thirdParty.ts';

/** Cross-origin isolation: without it the browser gives no shared memory, and wasm runs one thread. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * tfjs starts its wasm threads from the text of this function alone. Minified, the text would refer to a renamed
 * variable outside of it, and every thread would die; inside, the variable is renamed with its uses.
 */
const selfContainedWasmThreads = (): Plugin => ({
  name: 'self-contained-wasm-threads',
  transform: {
    filter: { id: /tfjs-backend-wasm-threaded-simd\.js$/ },
    handler: (code) =>
      code.replace('function(WasmBackendModuleThreadedSimd) {', (head) => `${head}\n  var _scriptDir = undefined;`),
  },
});

/**
 * What the page may load and run: its own files only. tfjs starts wasm threads from text, and compiles wasm; Mantine and
 * the panels set styles of elements.
 */
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The development server needs inline scripts; only what is built has the policy. */
const withContentPolicy = (): Plugin => ({
  name: 'content-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy },
      injectTo: 'head-prepend',
    },
  ],
});

/** A slow machine is no fault of a build. */
const rolldownOptions = { checks: { bundlerTimings: false } };

const notices = new ThirdPartyNotices();

export default defineConfig({
  base: './',
  plugins: [
    ...[react(), selfContainedWasmThreads(), withContentPolicy()],
    ...[notices.collect(), withServiceWorker(() => notices.collect()), notices.write()],
  ],
  worker: { format: 'es', plugins: () => [selfContainedWasmThreads(), notices.collect()], rolldownOptions },
  server: { headers },
  preview: { headers: { ...headers, 'Content-Security-Policy': contentPolicy } },
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 2500,
    /** The content policy has no fonts out of data. */
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
    rolldownOptions,
  },
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    setupFiles: 'src/cli/relaxedSimd.ts',
  },
});
