import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessibleAtSizes } from './accessible';
import { openStudio, unfoldTraining } from './studio';

const panel = (page: Page) => page.getByRole('region', { name: 'Layer by layer' });
const bar = (page: Page, layer: string) => panel(page).getByRole('slider', { name: `Channels of ${layer} that stay` });

/** The bytes of the weights as they are to be. */
const sizeOf = async (page: Page): Promise<number> => {
  const told = (await panel(page).locator('dd').last().textContent()) ?? '';
  return Number(/→ (\d+) kB/.exec(told)?.[1]);
};

/** A place of a bar, which is brought into sight. @param share of its width */
async function placeIn(slider: Locator, share: number): Promise<{ x: number; y: number }> {
  await slider.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const { x, y, width, height } = (await slider.boundingBox())!;
  return { x: x + share * width, y: y + height / 2 };
}

test('a bar says how many channels of its layer stay: the size follows, undo and reset take it back', async ({
  page,
}) => {
  await openStudio(page, 'wasm');
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '64 of 128');
  await expect.poll(() => sizeOf(page)).toBeGreaterThan(0);
  const before = await sizeOf(page);

  const half = await placeIn(bar(page, 'conv8'), 1 / 2);
  await page.mouse.move(half.x, half.y);
  await page.mouse.down();
  const threeQuarters = await placeIn(bar(page, 'conv8'), 3 / 4);
  await page.mouse.move(threeQuarters.x, threeQuarters.y, { steps: 2 });
  await page.waitForTimeout(1000);
  await page.mouse.move(threeQuarters.x - 2, threeQuarters.y);
  await page.mouse.up();
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', /^9[567] of 128$/);
  await expect.poll(() => sizeOf(page)).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '64 of 128');
  await expect.poll(() => sizeOf(page)).toBe(before);

  const quarter = await placeIn(bar(page, 'conv8'), 1 / 4);
  await page.mouse.click(quarter.x, quarter.y);
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', /^3[123] of 128$/);
  await bar(page, 'conv8').press('ArrowRight');
  await bar(page, 'conv8').press('Home');
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '1 of 128');
  await panel(page).getByRole('button', { name: 'Let conv8 follow the prune rate' }).click();
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '64 of 128');
  await page.mouse.move(0, 0);
  await expectAccessibleAtSizes(page);
});

test('steps of a bar that come faster than the plan each count', async ({ page }) => {
  await openStudio(page, 'wasm');
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '64 of 128');
  const after = await bar(page, 'conv8').evaluate((range) => {
    if (!(range instanceof HTMLInputElement)) throw new Error('no range');
    return Array.from({ length: 3 }, () => {
      range.stepDown();
      range.dispatchEvent(new Event('input', { bubbles: true }));
      return range.valueAsNumber;
    });
  });
  expect(after).toEqual([63, 62, 61]);
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '61 of 128');
});

test('bars keep to multiples of channels, and go where the run finds widths itself', async ({ page }) => {
  await openStudio(page, 'wasm');
  await unfoldTraining(page);
  await page.getByRole('button', { name: 'More settings' }).click();
  await page.getByLabel('Widths in multiples of').fill('12');
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '72 of 128');
  await bar(page, 'conv8').press('ArrowLeft');
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '60 of 128');
  await page.getByRole('radio', { name: /DCP-Adapt/ }).check();
  await expect(panel(page).getByRole('slider')).toHaveCount(0);
  await expect(panel(page)).toContainText('The method decides how many channels each layer keeps');
});

test('channels of a layer are kept, removed and left again one by one, by mouse and keys', async ({ page }) => {
  await openStudio(page, 'wasm');
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '64 of 128');
  const name = panel(page).getByRole('button', { name: 'Channels of conv8, one by one' });
  await name.click();
  await expect(name).toHaveAttribute('aria-expanded', 'true');
  const cursor = panel(page).getByRole('slider', { name: 'Channels of conv8', exact: true });
  await cursor.press('ArrowRight');
  await cursor.press('Enter');
  await expect(cursor).toHaveAttribute('aria-valuetext', 'Channel 1: not decided; keep by hand');
  await cursor.press('Enter');
  await expect(cursor).toHaveAttribute('aria-valuetext', 'Channel 1: not decided; remove by hand');
  await panel(page)
    .getByRole('img', { name: 'conv8 loses 1' })
    .click({ position: { x: 8, y: 8 } });
  await expect(panel(page).getByText('conv8 keeps 0 and loses 1')).toBeVisible();
  await expect(bar(page, 'conv8')).toHaveAttribute('aria-valuetext', '64 of 128, 1 kept by hand, 1 removed by hand');
  await expectAccessibleAtSizes(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel(page).getByText('conv8 loses 1')).toBeVisible();
  await cursor.press('ArrowRight');
  await cursor.press(' ');
  await expect(cursor).toHaveAttribute('aria-valuetext', 'Channel 1: not decided');
  await name.click();
  await expect(cursor).toHaveCount(0);
});
