import { expect, test } from '@playwright/test';
import { expectAccessibleAtSizes } from './accessible';
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
  await expectAccessibleAtSizes(page);
});
