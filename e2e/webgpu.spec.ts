import { expect, test } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import { writeTfjsLayers } from '../src/engine/io/formats/tfjsLayers';
import { disposeNetwork } from '../src/engine/network/network';
import { NetworkBuilder } from '../src/engine/network/networkBuilder';
import { Random } from '../src/engine/random';
import { asUpload, backendOn, cell, drop, openStudio, show, unfoldTraining, whenShown } from './studio';

/** A network small enough for WebGPU without a GPU: it sees 4x4 averages of the image. */
async function tinyNetworkFiles() {
  await tf.setBackend('cpu');
  const network = new NetworkBuilder([32, 32, 3])
    .append('shrink', 'AveragePooling2D', { pool_size: [8, 8] })
    .convBatchNormRelu(1, 6)
    .convBatchNormRelu(2, 6)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 10 })
    .build('tiny', new Random(3));
  const files = await writeTfjsLayers(network);
  disposeNetwork(network);
  return Object.entries(files).map(([name, bytes]) => asUpload(name, bytes));
}

test('a whole DCP run on WebGPU', async ({ page }) => {
  test.setTimeout(600_000);
  await openStudio(page, 'webgpu');
  await expect(backendOn(page)).toHaveText('webgpu');
  const compiling = whenShown(page, /Compiling shaders: \d+ of \d{2}/);
  await drop(page, await tinyNetworkFiles());
  await compiling;
  await expect(cell(page, 'Network and images', 'Network', 1)).toHaveText('tiny', { timeout: 120_000 });
  await unfoldTraining(page);
  await page.getByLabel('Losses P').fill('0');
  await page.getByLabel('Fine-tuning epochs').fill('1');
  await page.getByText('More settings').click();
  await page.getByLabel('Images an epoch').fill('512');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(page.getByRole('status')).toHaveText('Finished', { timeout: 500_000 });
  await expect(page.getByRole('img', { name: 'conv2: 3 of 6 channels selected' })).toBeVisible();
  await show(page, 'Use it');
  await expect(cell(page, 'Result', 'FLOPs', 4)).toHaveText(/^[1-9]\.\d\d× fewer$/);
});
