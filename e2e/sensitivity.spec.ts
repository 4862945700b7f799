import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openStudio } from './studio';

test('what each layer can spare is measured, sets rates, and suggests them', async ({ page }) => {
  await openStudio(page, 'wasm');
  const panel = page.getByRole('region', { name: 'What each layer can spare' });
  const begun = Date.now();
  await panel.getByRole('button', { name: 'Measure every layer' }).click();
  const curves = panel.locator('figure');
  await expect(curves.first()).toBeVisible({ timeout: 60_000 });
  console.log(`the first curve came after ${Date.now() - begun} ms`);
  await expect(panel.getByRole('button', { name: 'Measure again' })).toBeEnabled({ timeout: 120_000 });
  console.log(`all ${await curves.count()} curves came after ${Date.now() - begun} ms`);

  const slider = curves.first().getByRole('slider');
  await slider.focus();
  await page.keyboard.press('End');
  await expect(curves.first().locator('figcaption')).toContainText(/9\d\.0%/);
  await panel.getByRole('button', { name: 'Suggest rates' }).click();
  await expect(curves.first().locator('figcaption')).not.toContainText(/9\d\.0%/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(curves.first().locator('figcaption')).toContainText(/9\d\.0%/);
  await page.keyboard.press('Control+z');
  await expect(curves.first().locator('figcaption')).toContainText('50.0%');
  await page.keyboard.press('Control+Shift+Z');
  await expect(curves.first().locator('figcaption')).toContainText(/9\d\.0%/);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(curves.first().locator('figcaption')).not.toContainText(/9\d\.0%/);
  for (const [colorScheme, width, height] of [
    ['light', 1440, 900],
    ['dark', 390, 844],
    ['dark', 2560, 1440],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `test-results/sensitivity-${colorScheme}-${width}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(overflow).toBeLessThanOrEqual(0);
  }
});
