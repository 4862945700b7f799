import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Cross-origin isolation: without it the browser gives no shared memory, and wasm runs one thread. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  server: { headers, fs: { strict: true } },
  preview: { headers },
  build: { target: 'es2022', chunkSizeWarningLimit: 2500 },
  test: { include: ['src/**/*.test.ts'], testTimeout: 120_000, pool: 'forks' },
});
