import { expect, type Locator, test } from '@playwright/test';
import { expectAccessibleAtSizes } from './accessible';
import { openStudio } from './studio';

/** Corners of a figure, [x, y] in the units of its picture. */
async function cornersOf(figure: Locator): Promise<number[][]> {
  const points = (await figure.getAttribute('points')) ?? '';
  return points.split(' ').map((corner) => corner.split(',').map(Number));
}

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

  const line = await cornersOf(curves.first().locator('.curve-line'));
  const band = await cornersOf(curves.first().locator('.curve-band'));
  expect(line.length).toBeGreaterThan(3);
  expect(band).toHaveLength(2 * line.length);
  for (const [index, [x, y = Number.NaN]] of line.entries()) {
    const [low, high] = [band[index]!, band.at(-1 - index)!];
    expect([low[0], high[0]]).toEqual([x, x]);
    expect(low[1]).toBeGreaterThan(y);
    expect(high[1]).toBeLessThan(y);
  }

  const slider = curves.first().getByRole('slider');
  const { width, height } = (await slider.boundingBox())!;
  await slider.click({ position: { x: 0.75 * width, y: height / 2 } });
  await expect(curves.first().locator('figcaption')).toContainText(/7\d\.0%/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(curves.first().locator('figcaption')).toContainText('50.0%');
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

test('measuring is cancelled by keys: what is measured stays, and the focus goes on to the button that measures', async ({
  page,
}) => {
  await openStudio(page, 'wasm');
  const panel = page.getByRole('region', { name: 'What each layer can spare' });
  await panel.getByRole('button', { name: 'Measure every layer' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'Measuring…' })).toBeFocused();
  await expect(panel.locator('figure').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  const measure = panel.getByRole('button', { name: 'Measure every layer' });
  await expect(measure).toBeEnabled();
  await expect(measure).toBeFocused();
  await expect(panel.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await expect(panel.locator('figure').first()).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Ready');
  await expect(panel).toContainText('Some pictures are a first look');
  await expectAccessibleAtSizes(page);
});
