import { expect, test } from '@playwright/test';

const recorded = '/?backend=wasm#prune?run=vgg-small-dcp-50&step=100';

for (const address of ['network', 'prune?run=vgg-small-dcp-50&step=100', 'compare', 'use'])
  test(`at 200% the bar of the run is in reach wherever one scrolls, and nothing is wider than the window: ${address}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 720, height: 450 });
    await page.goto(`/?backend=wasm#${address}`);
    await expect(page.locator('main h2').first()).toBeVisible({ timeout: 30_000 });
    const prune = page.getByRole('region', { name: 'Run', exact: true }).getByRole('button', { name: 'Prune' });
    for (const to of [0, 10_000]) {
      await page.evaluate((top) => scrollTo(0, top), to);
      await expect(prune).toBeInViewport({ ratio: 1 });
    }
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0);
  });

test('a view is printed dark on white, without what is to be pressed', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(recorded);
  await expect(page.getByRole('img', { name: /^conv7: / })).toBeVisible();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('region', { name: 'Run', exact: true })).toBeHidden();
  const [paper, ink] = await page
    .locator('.stage')
    .evaluate((stage) => [getComputedStyle(stage).backgroundColor, getComputedStyle(stage).color]);
  expect([paper, ink]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
});

test('on paper no part of a view is cut off, and nothing is to be pressed', async ({ page }) => {
  await page.goto('/?backend=wasm#compare');
  await expect(page.getByRole('table').first()).toBeVisible({ timeout: 30_000 });
  await page.emulateMedia({ media: 'print' });
  for (const cut of await page.locator('.runs, .layers-kept').all())
    await expect.poll(() => cut.evaluate((part) => part.scrollHeight - part.clientHeight)).toBeLessThanOrEqual(1);
  await expect(page.locator('main .mantine-Button-root:visible, main .mantine-ActionIcon-root:visible')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Add a sweep' })).toBeHidden();
  await expect(page.getByRole('radio').filter({ visible: true })).toHaveCount(0);
});

test('at 2560 pixels views use the width that there is', async ({ page }) => {
  await page.setViewportSize({ width: 2560, height: 1440 });
  for (const address of ['network', 'prune?run=vgg-small-dcp-50&step=100', 'compare']) {
    await page.goto(`/?backend=wasm#${address}`);
    await expect(page.locator('main h2').first()).toBeVisible({ timeout: 30_000 });
    const shareUsed = () =>
      page.locator('main :is(section, .panel)').evaluateAll((panels) => {
        const boxes = panels.map((panel) => panel.getBoundingClientRect()).filter(({ width }) => width > 0);
        return (Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left))) / innerWidth;
      });
    await expect.poll(shareUsed, address).toBeGreaterThan(0.95);
  }
});
