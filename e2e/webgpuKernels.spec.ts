import { expect, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import type { Differences } from '../src/engine/testing/webgpuKernels';

let server: ViteDevServer;

test.beforeAll(async () => {
  server = await createServer({
    ...{ logLevel: 'error', server: { port: 0 }, cacheDir: 'node_modules/.vite-kernels' },
    optimizeDeps: { entries: ['src/engine/testing/webgpuKernels.ts'] },
  });
  await server.listen();
});

test.afterAll(() => server.close());

test('kernels on WebGPU compute what stock ones compute on the processor', async ({ page }) => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (/Invalid|validation|WGSL/.test(message.text())) problems.push(message.text());
  });
  const url = server.resolvedUrls?.local[0] ?? '';
  await page.goto(`${url}icon.svg`);
  const differences = await page.evaluate<Differences, string>(
    async (module) => (await import(module)).differencesOnWebgpu(),
    `${url}src/engine/testing/webgpuKernels.ts`,
  );
  expect(problems).toEqual([]);
  expect(Object.keys(differences)).toHaveLength(14);
  for (const [kernel, difference] of Object.entries(differences)) expect(difference, kernel).toBeLessThan(1e-5);
});
