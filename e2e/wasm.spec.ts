import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { asUpload, backendOn, cell, download, drop, openStudio, shareIn, show, unfoldTraining } from './studio';

test('prunes the bundled network on wasm; the download opens with the same accuracy', async ({ page }) => {
  test.setTimeout(900_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await openStudio(page, 'wasm');
  await expect(backendOn(page)).toHaveText(/wasm, [2-9] threads/);
  await page.screenshot({ path: 'test-results/ready.png' });

  await unfoldTraining(page);
  await page.getByLabel('Fine-tuning epochs').fill('4');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(page.getByRole('img', { name: /conv3: [1-9]\d* of 16 channels selected/ })).toBeVisible({
    timeout: 300_000,
  });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('status')).toContainText('Paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.screenshot({ path: 'test-results/running.png' });
  await expect(page.getByRole('status')).toHaveText('Finished', { timeout: 500_000 });
  await expect(page.getByRole('img', { name: 'conv8: 64 of 128 channels selected' })).toBeVisible();

  await page.getByRole('button', { name: 'Use it' }).click();
  const accuracy = await shareIn(cell(page, 'Result', 'Test accuracy', 3));
  const flops = await cell(page, 'Result', 'FLOPs', 3).textContent();
  await page.screenshot({ path: 'test-results/finished.png' });

  await drop(page, [asUpload('pruned.zip', await download(page, 'TensorFlow.js (.zip)'))]);
  await show(page, 'Network');
  await expect(cell(page, 'Network and images', 'FLOPs', 1)).toHaveText(flops!, { timeout: 60_000 });
  await expect(cell(page, 'Network and images', 'Test accuracy', 1)).toContainText(accuracy, { timeout: 60_000 });
  expect(problems).toEqual([]);
});

test('bad files get an error that names the remedy, and the open network stays', async ({ page }) => {
  await openStudio(page, 'wasm');
  await expect(cell(page, 'Network and images', 'Test accuracy', 1)).toContainText('%', { timeout: 60_000 });
  const accuracy = await cell(page, 'Network and images', 'Test accuracy', 1).textContent();

  const placeOfRecipe = () => page.getByRole('region', { name: 'Recipe' }).boundingBox();
  const place = await placeOfRecipe();
  await drop(page, [asUpload('holiday.jpg', new Uint8Array([255, 216, 255, 224]))]);
  await expect(page.getByRole('alert')).toContainText('none of 1 images can be decoded: holiday.jpg');
  expect(await placeOfRecipe(), 'nothing moves for an error').toEqual(place);

  const model = await readFile('public/models/vgg-small/model.json');
  const weights = await readFile('public/models/vgg-small/weights.bin');
  await drop(page, [asUpload('model.json', model), asUpload('weights.bin', weights.subarray(0, 1000))]);
  await expect(page.getByRole('alert').last()).toContainText('weights.bin: 1000 bytes, but model.json promises');

  await expect(cell(page, 'Network and images', 'Test accuracy', 1)).toHaveText(accuracy!);
  await expect(page.getByRole('button', { name: 'Prune' })).toBeEnabled();
});

test('a cancelled run leaves the network ready to prune again', async ({ page }) => {
  await openStudio(page, 'wasm');
  await page.getByRole('button', { name: 'Prune' }).click();
  await show(page, 'Use it');
  await expect(cell(page, 'Result', 'Test accuracy', 1)).toHaveText(/%/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status')).toContainText('Cancelled', { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Prune' })).toBeEnabled();
});

test('another bundled network opens, and its residual streams stay whole', async ({ page }) => {
  await openStudio(page, 'wasm');
  await page.getByLabel('Bundled networks').first().click();
  await page.getByRole('option', { name: 'resnet-20', exact: true }).click();
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('resnet-20', { timeout: 60_000 });
  await expect(cell(page, 'Network and images', 'Prunable layers', 1)).toHaveText(/^9, /);
  await expect(cell(page, 'Network and images', 'Test accuracy', 1)).toHaveText(/^8[5-9]\.\d% of/, { timeout: 60_000 });
});
