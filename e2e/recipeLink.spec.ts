import { expect, type Page, test } from '@playwright/test';
import { openStudio, show, unfoldTraining } from './studio';

const recipe = (page: Page) => page.getByRole('region', { name: 'Recipe' });

test('a recipe is in the link: a reload, Back and another page keep it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openStudio(page, 'wasm');
  await page.getByRole('slider', { name: 'Prune rate', exact: true }).press('ArrowRight');
  await unfoldTraining(page);
  await page.getByRole('textbox', { name: 'Fine-tuning epochs' }).fill('1');
  const conv3 = page.getByRole('slider', { name: 'Channels of conv3 that stay' });
  await expect(conv3).toHaveValue('8');
  await conv3.press('ArrowLeft');
  await expect(page).toHaveURL(/#network\?recipe=rate:0\.55,layerRates\/conv3:0\.5625,fineTuningEpochs:1$/);

  await page.reload();
  await expect(page.getByRole('button', { name: 'Prune', exact: true })).toBeEnabled({ timeout: 120_000 });
  await expect(recipe(page)).toContainText('Prune rate 55%');
  await expect(page.getByRole('slider', { name: 'Channels of conv3 that stay' })).toHaveValue('7');

  await show(page, 'Prune');
  await show(page, 'Network');
  await unfoldTraining(page);
  await page.getByRole('textbox', { name: 'Fine-tuning epochs' }).fill('3');
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Fine-tuning epochs' })).toHaveValue('3');
  await expect(page).toHaveURL(/fineTuningEpochs:3$/);

  await page.getByRole('button', { name: 'Copy link' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/#network/);
  const link = await copied();
  expect(link).not.toContain('backend');
  const other = await context.newPage();
  await other.goto(link.replace('#network', '?backend=wasm#network'));
  await expect(recipe(other)).toContainText('Prune rate 55%', { timeout: 60_000 });
  await unfoldTraining(other);
  await expect(other.getByRole('textbox', { name: 'Fine-tuning epochs' })).toHaveValue('3');
});

test('a link opens its bundled network, and says what of its recipe cannot be', async ({ page }) => {
  await page.goto('/?backend=wasm#network?network=mobilenet-small&recipe=rate:7');
  await expect(page.getByRole('alert')).toContainText('the recipe in the link: rate', { timeout: 60_000 });
  await expect(page.getByRole('combobox', { name: 'Bundled networks' })).toHaveValue('mobilenet-small', {
    timeout: 120_000,
  });
  await expect(recipe(page)).toContainText('Prune rate 50%');
});
