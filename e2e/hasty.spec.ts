import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible';
import { imagesZip, kerasFile } from './colours';
import { asUpload, cell, drop, openStudio, show, unfoldTraining } from './studio';

const status = (page: Page) => page.getByRole('status');
const prune = (page: Page) => page.getByRole('button', { name: 'Prune' });

test('a double click on Prune starts a run and leaves it alone; a reload asks first', async ({ page }) => {
  await openStudio(page, 'wasm');
  await prune(page).dblclick();
  await show(page, 'Use it');
  await expect(cell(page, 'Result', 'Test accuracy', 1)).toHaveText(/%/, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  const asked: string[] = [];
  page.once('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await page.evaluate(() => location.reload());
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await drop(page, [asUpload('colours.keras', await kerasFile())]);
  await expect(page.getByRole('alert')).toContainText('a run is in progress; cancel it or wait for its end');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(status(page)).toContainText('Cancelled', { timeout: 30_000 });
});

test('by keys alone a run begins, is paused, goes on and ends: no press goes to what is played', async ({ page }) => {
  await openStudio(page, 'wasm');
  const bar = page.getByRole('region', { name: 'Run', exact: true });
  const focused = (name: string) => expect(bar.getByRole('button', { name, exact: true })).toBeFocused();
  await prune(page).focus();
  await page.keyboard.press('Space');
  await expect(bar.getByRole('button', { name: 'Pause' })).toBeVisible();
  await focused('Prune');
  await expect(prune(page)).toBeDisabled();
  await page.keyboard.press('Space');
  await expect(bar.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await focused('Cancel');
  await page.keyboard.press('Shift+Tab');
  for (const label of ['Resume', 'Pause', 'Resume']) {
    await page.keyboard.press('Space');
    await focused(label);
  }
  await expect(status(page)).toContainText('Paused');
  await expect(page.getByRole('button', { name: 'Stop playing' })).toHaveCount(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(status(page)).toContainText('Cancelled', { timeout: 30_000 });
  await focused('Prune');
});

test('two drops in a row both take effect, and an opening can be cancelled', async ({ page }) => {
  await openStudio(page, 'wasm');
  const network = asUpload('colours.keras', await kerasFile());
  await drop(page, [asUpload('holiday.jpg', new Uint8Array([255, 216, 255, 224]))]);
  await expect(page.getByRole('alert')).toContainText('holiday.jpg');
  await drop(page, [network]);
  await drop(page, [asUpload('mine.zip', imagesZip())]);
  await expect(page.getByRole('alert')).toContainText('holiday.jpg');
  await expect(page.getByLabel('Images', { exact: true }).first()).toHaveValue(/mine, 6\d images/, { timeout: 60_000 });
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('my-colours');
  await expect(status(page)).toHaveText('Ready');

  await page.route('**/models/**', () => {});
  await page.getByLabel('Bundled networks').first().click();
  await page.getByRole('option', { name: 'resnet-20', exact: true }).click();
  await expect(status(page)).toHaveText('Opening resnet-20…');
  await expect(prune(page)).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel: Opening resnet-20' }).click();
  await expect(status(page)).toHaveText('Ready', { timeout: 60_000 });
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('my-colours');
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 15_000 });
});

test('files are taken wherever they are dropped; a recipe among them', async ({ page }) => {
  await openStudio(page, 'wasm');
  const dropOnPage = async (name: string, text: string) => {
    const data = await page.evaluateHandle(
      ([file, contents]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([contents!], file!));
        return transfer;
      },
      [name, text],
    );
    const overPage = page.locator('.drop-anywhere');
    await expect(async () => {
      await page.dispatchEvent('h1', 'dragenter', { dataTransfer: data });
      await expect(overPage).toHaveCSS('opacity', '1', { timeout: 2000 });
    }).toPass();
    await expectAccessible(page, `over-${name}`);
    await overPage.getByText('Drop a network').dispatchEvent('drop', { dataTransfer: data });
    await expect(overPage).toHaveCSS('opacity', '0');
  };
  await dropOnPage('notes.txt', 'nothing of use');
  await expect(page.getByRole('alert')).toContainText('notes.txt: no model');
  await dropOnPage('recipe.json', JSON.stringify({ method: 'dcp-adapt', rate: 0.3, seed: 7 }));
  await unfoldTraining(page);
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('DCP-Adapt');
  await expect(page.getByLabel('Seed')).toHaveValue('7');
  await expect(page.getByRole('alert').last()).toContainText('The recipe is that of recipe.json');
});

test('an untrained network opens unmeasured and is measured on demand', async ({ page }) => {
  await openStudio(page, 'wasm');
  await page.getByLabel('Bundled networks').first().click();
  await page.getByRole('option', { name: 'ResNet-20 (CIFAR)', exact: true }).click();
  const accuracy = cell(page, 'Network and images', 'Test accuracy', 1);
  await expect(accuracy).toContainText('not measured', { timeout: 60_000 });
  await accuracy.getByRole('button', { name: 'Measure' }).click();
  await expect(accuracy).toHaveText(/\d\.\d% of [\d,]+/, { timeout: 60_000 });
});

test('a fold that is told to open while the fold around it is still shut opens with it', async ({ page }) => {
  await openStudio(page, 'wasm');
  const more = page.getByRole('button', { name: 'More settings', includeHidden: true });
  await more.dispatchEvent('click');
  await unfoldTraining(page);
  await expect(page.getByLabel('Temperature')).toBeVisible();
});
