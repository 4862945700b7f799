import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible';

const openStep = async (page: Page, lesson: string, step: number): Promise<void> => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/?backend=wasm#learn?lesson=${lesson}&step=${step}`);
  await expect(page.locator('.lesson-step').nth(step - 1)).toHaveAttribute('aria-current', 'step', { timeout: 30_000 });
};

test('channel: the network runs without the channels that are tapped, and tells which images change sides', async ({
  page,
}) => {
  await openStep(page, 'channel', 6);
  const run = page.getByRole('button', { name: 'Run the network without them' });
  await expect(run).toBeDisabled();
  const channel = (number: number) => page.getByRole('button', { name: `Channel ${number}`, exact: true });
  for (const number of [1, 6, 9]) await channel(number).click();
  await channel(1).click();
  await expect(page.getByText('2 of 16 silenced')).toBeVisible();
  await run.click();
  await expect(page.getByText(/^Right before and wrong now: \d+\. Wrong before and right now: \d+\.$/)).toBeVisible({
    timeout: 120_000,
  });
  await expect(page.getByText('Without channels 6 and 9')).toBeVisible();
  await expectAccessible(page, 'channel');
});

test('methods: the one that is chosen selects anew, and L1 keeps what it kept when it was recorded', async ({
  page,
}) => {
  await openStep(page, 'methods', 1);
  const recorded = await keptIn(page, 'L1');
  await openStep(page, 'methods', 5);
  await page.getByRole('button', { name: 'Select and measure' }).click();
  await expect(page.getByRole('row', { name: /now/ })).toBeVisible({ timeout: 120_000 });
  expect(await keptIn(page, 'now')).toEqual(recorded);
  await expect(page.getByText(/^Both keep \d of 8\./)).toBeVisible();
  await expectAccessible(page, 'methods');
});

test('healing: the network is cut and trained on as many images as are set; it can be stopped', async ({ page }) => {
  await openStep(page, 'healing', 5);
  const run = page.getByRole('button', { name: 'Cut and train' });
  const slider = page.getByRole('slider', { name: /^Training images/ });
  await slider.press('End');
  await run.click();
  await expect(page.getByRole('progressbar', { name: 'Training' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(run).toBeEnabled({ timeout: 60_000 });
  await expect(page.locator('.lesson-figure .accuracies')).toHaveCount(0);
  await slider.press('Home');
  await run.click();
  await expect(page.getByText('Fine-tuned on 128 images')).toBeVisible({ timeout: 120_000 });
  await expect(page.locator('.lesson-figure .accuracy')).toHaveCount(3);
  await expectAccessible(page, 'healing');
});

/** The channels that the row of a method shows as kept. */
const keptIn = (page: Page, name: string): Promise<string[]> =>
  page.locator('.sets > div', { hasText: name }).locator('.set-cell[data-in]').allTextContents();
