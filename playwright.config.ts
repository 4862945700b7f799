import { defineConfig } from '@playwright/test';
import { launchOptions } from './src/cli/launchOptions';

/** Another one where several checkouts are tested at once. */
const port = Number(process.env.E2E_PORT ?? 4173);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  timeout: 300_000,
  /** What a page comes to is expected, not how soon: a machine that does other work draws few frames a second. */
  expect: { timeout: 20_000 },
  workers: 1,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    /** Tests answer requests themselves; e2e/offline.spec.ts lets it work. */
    serviceWorkers: 'block',
    launchOptions: launchOptions(),
    actionTimeout: 120_000,
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
