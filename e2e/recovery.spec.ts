import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible';
import { imagesZip, kerasFile } from './colours';
import { asUpload, backendOn, cell, drop, openStudio, show, unfoldTraining } from './studio';

const status = (page: Page) => page.getByRole('status');

test('a worker that ends is replaced, and everything open is open again', async ({ page }) => {
  await openStudio(page, 'wasm');
  await drop(page, [asUpload('colours.keras', await kerasFile()), asUpload('mine.zip', imagesZip())]);
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('my-colours', { timeout: 60_000 });
  await unfoldTraining(page);
  await page.getByLabel('Fine-tuning epochs').fill('1000');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(page.getByRole('img', { name: /conv2: [1-9] of 6/ })).toBeVisible({ timeout: 60_000 });
  const worker = page.workers().find((candidate) => /worker-[^/]*\.js/.test(candidate.url()));
  await worker!.evaluate(() => self.close());
  await expect(page.getByRole('alert')).toContainText('everything open is open again', { timeout: 60_000 });
  await expect(status(page)).toContainText('Failed');
  await expectAccessible(page, 'failed');
  await expect(page.getByRole('img', { name: /conv2: [1-9] of 6/ })).toBeVisible();
  await show(page, 'Network');
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('my-colours');
  await page.getByLabel('Fine-tuning epochs').fill('2');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(status(page)).toHaveText('Finished', { timeout: 120_000 });
});

test('a backend that does not start gives way to another with a word, and can be chosen anew', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/?backend=wasm#network');
  await expect(page.getByText('wasm does not start here:')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByLabel('Backend')).toBeEnabled({ timeout: 120_000 });
  await page.unroute('**/*.wasm');
  await page.getByLabel('Backend').selectOption('wasm');
  await expect(backendOn(page)).toHaveText(/wasm, [2-9] threads/, { timeout: 60_000 });
  await expect(status(page)).toHaveText('Ready', { timeout: 60_000 });
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('vgg-small');
});

test('a GPU that is none is not taken unasked', async ({ page }) => {
  await page.goto('/');
  await expect(status(page)).toHaveText('Ready', { timeout: 60_000 });
  await expect(backendOn(page)).toHaveText(/wasm/);
  await expect(page.getByText('WebGPU runs on the processor here')).toBeVisible();
});

test('a server without the headers of isolation: one thread, and the page says why', async ({ page }) => {
  await page.route('**/?backend=wasm', async (route) => {
    const response = await route.fetch();
    const { 'cross-origin-opener-policy': _, 'cross-origin-embedder-policy': __, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto('/?backend=wasm#network');
  await expect(status(page)).toHaveText('Ready', { timeout: 60_000 });
  await expect(backendOn(page)).toHaveText('wasm, 1 thread');
  await expect(
    page.getByText('One thread: the server does not send the headers of cross-origin isolation'),
  ).toBeVisible();
});

test('a view that does not load is asked for again, and the page stays', async ({ page }) => {
  await page.route('**/UseView-*.js', (route) => route.abort());
  await openStudio(page, 'wasm');
  await show(page, 'Use it');
  await expect(page.getByText('“Use it” cannot be shown')).toBeVisible();
  await expectAccessible(page, 'not-loaded');
  await expect(page.getByRole('button', { name: 'Prune' })).toBeEnabled();
  await page.unroute('**/UseView-*.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'Nothing to use yet' })).toBeVisible();
});

test('parts of a view that do not load leave the rest of it, and are asked for again', async ({ page }) => {
  const parts = ['PlottedLines', 'Inspector'].map((name) => `**/${name}-*.js`);
  for (const part of parts) await page.route(part, (route) => route.abort());
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=100&layer=conv7');
  const again = page.locator('main').getByRole('button', { name: 'Try again' });
  await expect(again).toHaveCount(2, { timeout: 30_000 });
  await expect(page.getByText('The charts cannot be shown')).toBeVisible();
  await expect(page.getByRole('img', { name: /^conv7: / })).toBeVisible();
  for (const part of parts) await page.unroute(part);
  await again.first().click();
  await again.last().click();
  await expect(again).toHaveCount(0, { timeout: 30_000 });
  await expect(page.locator('.inspector')).toBeVisible();
  await expect(page.locator('.recharts-surface')).toBeVisible();
});

test('the page and all it needs come from one folder, whatever its name', async ({ page }) => {
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  await page.route('**/some/where/**', async (route) => {
    const url = new URL(route.request().url());
    requests.push(url.pathname);
    await route.fulfill({ response: await route.fetch({ url: url.href.replace('/some/where/', '/') }) });
  });
  await page.goto('/some/where/?backend=wasm');
  await expect(status(page)).toHaveText('Ready', { timeout: 60_000 });
  expect(requests.length).toBeGreaterThan(5);
  expect(complaints).toEqual([]);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
