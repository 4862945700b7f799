import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vitest/config';

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

export default defineConfig({
  plugins: [react(), selfContainedWasmThreads()],
  worker: { format: 'es', plugins: () => [selfContainedWasmThreads()] },
  server: { headers },
  preview: { headers },
  build: { target: 'es2022', cssTarget: ['chrome123', 'firefox120', 'safari17.5'], chunkSizeWarningLimit: 2500 },
  test: { include: ['src/**/*.test.ts'], testTimeout: 120_000, pool: 'forks' },
});
