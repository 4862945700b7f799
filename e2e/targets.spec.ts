import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible';
import { imagesZip, kerasFile } from './colours';
import { asUpload, cell, drop, openStudio, show, unfoldTraining } from './studio';

const status = (page: Page) => page.getByRole('status');

const result = (page: Page) => page.getByRole('region', { name: 'Result' });

async function openColours(page: Page): Promise<void> {
  await openStudio(page, 'wasm');
  await drop(page, [asUpload('colours.keras', await kerasFile()), asUpload('mine.zip', imagesZip(undefined, 60))]);
  await expect(status(page)).toHaveText('Ready', { timeout: 60_000 });
}

test('a size that is asked for is reached, and one that cannot be had says what can', async ({ page }) => {
  await openColours(page);
  await page.getByLabel('Reach a size or speed').check();
  await page.getByRole('combobox', { name: 'Of what' }).click();
  await page.getByRole('option', { name: 'Parameters' }).click();
  await page.getByRole('textbox', { name: 'At most' }).fill('0.001');
  await expectAccessible(page, 'size');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(page.getByRole('alert')).toContainText('the least that can be had is', { timeout: 60_000 });
  await show(page, 'Network');
  await page.getByRole('combobox', { name: 'Of what' }).click();
  await page.getByRole('option', { name: 'Latency here, 32 images' }).click();
  await page.getByRole('textbox', { name: 'At most' }).fill('0.002');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '32 images' })).toBeVisible({ timeout: 120_000 });
  await show(page, 'Network');
  await page.getByRole('combobox', { name: 'Of what' }).click();
  await page.getByRole('option', { name: 'Parameters' }).click();
  await page.getByRole('textbox', { name: 'At most' }).fill('0.3');
  await unfoldTraining(page);
  await page.getByLabel('Fine-tuning epochs').fill('1');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(status(page)).toHaveText('Finished', { timeout: 120_000 });
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(result(page)).toContainText('One network made: target met.');
  await page.screenshot({ path: 'test-results/target-size.png', fullPage: true });
});

test('a search within a loss says how many networks it tried, by keyboard from the first choice on', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await openColours(page);
  await expect(cell(page, 'Network and images', 'Test accuracy', 1)).toContainText('%', { timeout: 60_000 });
  await unfoldTraining(page);
  await page.getByLabel('Remove a share of every layer').focus();
  const place = () => page.getByRole('combobox', { name: 'Method' }).boundingBox();
  const before = await place();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Lose at most so many points')).toBeChecked();
  await expect.poll(place).toEqual(before);
  await page.getByLabel('Accuracy that may go').fill('101');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(page.getByRole('alert')).toContainText('Target: from 0 to 100');
  await expectAccessible(page, 'loss');
  await page.getByLabel('Accuracy that may go').fill('2');
  await page.getByLabel('Fine-tuning epochs').fill('1');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(status(page)).toHaveText('Finished', { timeout: 240_000 });
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(result(page)).toContainText(
    /(One network made: |ried \d networks, kept number \d; )target (met|not met)/,
  );
  await page.screenshot({ path: 'test-results/target-lose.png', fullPage: true });
});

test('DCP-Adapt decides how much goes, and its network is used', async ({ page }) => {
  await openColours(page);
  await page.getByRole('radio', { name: 'Let DCP-Adapt decide' }).check();
  await unfoldTraining(page);
  await page.getByLabel('Fine-tuning epochs').fill('1');
  await page.getByRole('checkbox', { name: /Compare with the same widths trained from scratch/ }).check();
  await page.getByRole('button', { name: 'Prune', exact: true }).click();
  await expect(status(page)).toHaveText('Finished', { timeout: 120_000 });
  const widths = await page.getByRole('img', { name: /: \d+ of \d+ channels selected$/ }).all();
  expect(widths.length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(cell(page, 'Result', 'Parameters', 3)).toHaveText(/\d/);
  await expect(cell(page, 'Result', 'From scratch', 3)).toHaveText(/\d%/);
});
