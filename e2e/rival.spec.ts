import { expect, type Page, test } from '@playwright/test';
import { backendOn, cell } from './studio';

/** The worker of a machine whose GPU in software says that it is a real one. */
const posing = `
  const pose = (name, value) => Object.defineProperty(GPUAdapterInfo.prototype, name, { get: () => value });
  pose('isFallbackAdapter', false);
  pose('architecture', 'posing');
  pose('description', 'posing');
`;

async function openWithGpu(page: Page): Promise<void> {
  await page.route(/\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()};${posing}` });
  });
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (/timing a training step on WebGPU and wasm/.test(document.body?.textContent ?? ''))
        document.documentElement.dataset.timed = 'true';
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto('/#network');
}

test('where a GPU and wasm are both there, a network opens on the faster of both, and the page says why', async ({
  page,
}) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await openWithGpu(page);
  await expect(page.locator('html'), 'that both are timed is said').toHaveAttribute('data-timed', 'true', {
    timeout: 120_000,
  });
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('vgg-small', { timeout: 120_000 });
  await expect(backendOn(page)).toHaveText(/^wasm, [2-9] threads$/);
  const why =
    /A training step with a batch of \d+ takes [\d.]+ ms on wasm here(, [\d.]+ ms on WebGPU|; WebGPU is not ready for it within 5 s)\./;
  await expect(page.getByText(why)).toBeVisible();
  await expect(cell(page, 'Network and images', 'Test accuracy', 1)).toHaveText(/^8\d\.\d%/, { timeout: 120_000 });
  expect(problems).toEqual([]);
});
