import { expect, test } from '@playwright/test';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { eventVersion } from '../src/engine/run/events';
import { readLog } from '../src/runs/logFile';
import { imagesZip, kerasFile } from './colours';
import { asUpload, cell, download, drop, openStudio, shareIn, show, unfoldTraining } from './studio';

test('a .keras file and a zip of images go in, and a smaller .keras file comes out and in again', async ({ page }) => {
  await openStudio(page, 'wasm');
  await drop(page, [asUpload('colours.keras', await kerasFile()), asUpload('mine.zip', imagesZip())]);
  const panel = page.getByRole('region', { name: 'Network and images' });
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('my-colours', { timeout: 60_000 });
  await expect(cell(page, 'Network and images', 'Format', 1)).toHaveText('Keras 3 (.keras)');
  await expect(panel.getByText('A file that is no image was left out')).toBeVisible();
  await expect(panel.getByText('mine.zip/mine/blue/broken.png')).toBeVisible();
  await expect(
    panel.getByText(/^There are only \d+ test images: one more or less right moves accuracy by/),
  ).toBeVisible();
  await expect(cell(page, 'Network and images', 'Pixels', 1)).toHaveText('0 to 255, as they are');
  await expect(panel.getByRole('img', { name: /test image: (blue|green|red)/ })).toHaveCount(8);
  await page.screenshot({ path: 'test-results/own-files.png', fullPage: true });

  await unfoldTraining(page);
  await page.getByLabel('Fine-tuning epochs').fill('10');
  const bars = page.getByRole('region', { name: 'Layer by layer' });
  await bars.getByRole('slider', { name: 'Channels of classes that stay' }).press('ArrowRight');
  await expect(bars.locator('dd').first()).toHaveText('519 → 211 −59%, exact');
  const planned = await bars.locator('dd b').allTextContents();
  await page.getByRole('button', { name: 'Prune', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Finished', { timeout: 120_000 });
  await expect(page.getByRole('img', { name: 'conv2: 3 of 6 channels selected' })).toBeVisible();
  await page.getByRole('button', { name: 'Use it' }).click();
  const flops = await cell(page, 'Result', 'FLOPs', 3).textContent();
  for (const [index, row] of ['Parameters', 'FLOPs', 'Size'].entries()) {
    const [before, after] = [cell(page, 'Result', row, 1), cell(page, 'Result', row, 3)];
    expect(`${await before.textContent()} → ${await after.textContent()}`).toBe(planned[index]);
  }
  const accuracy = await shareIn(cell(page, 'Result', 'Test accuracy', 3));
  const selection = JSON.parse(new TextDecoder().decode(await download(page, 'selection.json')));
  expect(selection.layers.conv2.input).toHaveLength(3);
  expect(selection.layers.conv1.output).toEqual(selection.layers.conv2.input);

  const log = await download(page, 'events.jsonl');
  const events = [...readLog(new TextDecoder().decode(log), 'none')];
  expect(events[0]).toMatchObject({ type: 'started', version: eventVersion, network: 'my-colours' });
  const last = events.at(-1);
  const report = last?.type === 'finished' ? last.report : undefined;
  expect(JSON.parse(new TextDecoder().decode(await download(page, 'report.json')))).toEqual(report);
  const recipe = await download(page, 'recipe.json');
  await show(page, 'Network');
  await page.getByLabel('Fine-tuning epochs').fill('3');
  await show(page, 'Use it');
  await expect(page.getByText('Pruned by another recipe than the one that is set now')).toBeVisible();
  await show(page, 'Network');
  await drop(page, [asUpload('recipe.json', recipe)]);
  await expect(page.getByLabel('Fine-tuning epochs')).toHaveValue('10');

  await page.getByLabel('Fine-tuning epochs').fill('1000');
  await page.getByRole('button', { name: 'Prune', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status')).toContainText('Cancelled', { timeout: 30_000 });

  await show(page, 'Use it');
  await drop(page, [asUpload('pruned.h5', await download(page, 'Keras 2'))]);
  await show(page, 'Network');
  await expect(cell(page, 'Network and images', 'Format', 1)).toHaveText('Keras 2 (.h5)', { timeout: 60_000 });
  await show(page, 'Use it');
  await expect(page.getByText('Of my-colours, pruned before')).toBeVisible();
  const pruned = await download(page, 'Keras 3');
  await show(page, 'Network');
  await drop(page, [asUpload('pruned.keras', pruned)]);
  await expect(cell(page, 'Network and images', 'FLOPs', 1)).toHaveText(flops!, { timeout: 60_000 });
  await expect(cell(page, 'Network and images', 'Test accuracy', 1)).toContainText(accuracy);

  await openStudio(page, 'wasm');
  const ofAnother = new TextDecoder().decode(log).replaceAll(events[0]!.run, '0123456789abcdef');
  await drop(page, [asUpload('events.jsonl', new TextEncoder().encode(ofAnother))]);
  await expect(page.getByRole('status')).toHaveText('Finished');
  await expect(page.getByRole('img', { name: 'conv2: 3 of 6 channels selected' })).toBeVisible();
  await show(page, 'Use it');
  await expect(page.getByText('Of my-colours, read from a log')).toBeVisible();
  await expect(cell(page, 'Result', 'FLOPs', 3)).toHaveText(flops!);
});

test('classes of other names are matched by hand; too many are refused', async ({ page }) => {
  await openStudio(page, 'wasm');
  const accuracy = cell(page, 'Network and images', 'Test accuracy', 1);
  await drop(page, [asUpload('mine.zip', imagesZip(['b', 'g', 'r']))]);
  await expect(page.getByRole('dialog')).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: 'test-results/matching.png' });
  for (const [name, output] of [
    ['b', 'bird'],
    ['g', 'frog'],
    ['r', 'automobile'],
  ] as const) {
    await page.getByRole('combobox', { name: `Output of ${name}` }).click();
    await page.getByRole('option', { name: output }).click();
  }
  await page.getByRole('button', { name: 'Match' }).click();
  await expect(page.getByLabel('Images', { exact: true }).first()).toHaveValue(/mine, 6\d images/, { timeout: 60_000 });
  await expect(accuracy).toContainText('%', { timeout: 60_000 });
  const after = await accuracy.textContent();

  const many = Array.from({ length: 11 }, (_, index) => `class ${index}`);
  const png = encode({ width: 4, height: 4, channels: 3, depth: 8, data: new Uint8Array(48) });
  await drop(page, [asUpload('many.zip', zipSync(Object.fromEntries(many.map((name) => [`${name}/a.png`, png]))))]);
  await expect(page.getByRole('alert')).toContainText('the images are of 11 classes');
  await expect(accuracy).toHaveText(after!);
});

test('a network of other classes opens with the images at hand, and says what that means', async ({ page }) => {
  await openStudio(page, 'wasm');
  await show(page, 'Prune');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open your own' }).click();
  await (await choosing).setFiles([asUpload('colours.keras', await kerasFile())]);
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('my-colours', { timeout: 60_000 });
  await expect(page.getByText('its own predictions stand in for them')).toBeVisible();
  await expect(cell(page, 'Network and images', 'Agreement', 1)).toContainText('100.0% of');
  await page.getByLabel('Bundled networks').first().click();
  await page.getByRole('option', { name: 'resnet-20', exact: true }).click();
  await expect(cell(page, 'Network and images', 'Test accuracy', 1)).toHaveText(/^8[5-9]\.\d% of/, { timeout: 60_000 });
  await expect(page.getByText('its own predictions stand in for them')).toHaveCount(0);
});
