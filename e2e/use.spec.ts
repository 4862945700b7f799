import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { encode } from 'fast-png';
import { launchOptions } from '../src/cli/launchOptions';
import { expectAccessible, expectAccessibleAtSizes } from './accessible';
import { imagesZip, kerasFile } from './colours';
import { asUpload, drop, openStudio, show, unfoldTraining } from './studio';

const { args = [], ...launching } = launchOptions();

test.use({
  permissions: ['camera', 'clipboard-read', 'clipboard-write'],
  launchOptions: {
    ...launching,
    args: [...args, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
});

const red = asUpload(
  'red.png',
  encode({
    width: 20,
    height: 20,
    channels: 3,
    depth: 8,
    data: Uint8Array.from({ length: 1200 }, (_, at) => [220, 40, 50][at % 3]!),
  }),
);

/** Images whose colours are named so that the untrained network is right on two of the three. */
const images = () => imagesZip(['green', 'red', 'blue'], 60);

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** A finished run that leaves next to nothing of a network of three colours, and the view in which it is used. */
async function finished(page: Page): Promise<void> {
  await openStudio(page, 'wasm');
  await drop(page, [asUpload('colours.keras', await kerasFile()), asUpload('mine.zip', images())]);
  await expect(page.getByRole('status')).toHaveText('Ready', { timeout: 60_000 });
  await unfoldTraining(page);
  await page.getByLabel('Fine-tuning epochs').fill('0');
  await page.getByRole('slider', { name: 'Prune rate' }).press('End');
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(page.getByRole('status')).toHaveText('Finished', { timeout: 120_000 });
  await show(page, 'Use it');
  await expect(panel(page, 'Before and after')).toContainText(/answer (differently|the same) to/, { timeout: 60_000 });
}

/** What the headline tells stands below it: as many flipped images, and the worst class first. */
async function expectHeadline(page: Page): Promise<void> {
  const told = (await panel(page, 'Before and after').textContent()) ?? '';
  const [, differing] = /answer differently to (\d+) of 36 test images/.exec(told) ?? [];
  const [, worst] = /Worst class: (\w+), \+/.exec(told) ?? [];
  await expect(panel(page, 'Class by class').getByRole('rowheader').first()).toHaveText(worst ?? 'a worst class');

  const flipped = panel(page, 'Images whose answer flipped');
  const counts: number[] = [];
  for (const kind of ['Right before, wrong now', 'Wrong before, right now', 'Wrong both times']) {
    await flipped.getByText(new RegExp(`^${kind}: \\d+$`)).click();
    await expect(flipped.getByRole('radio', { name: kind })).toBeChecked();
    counts.push(await flipped.getByRole('listitem').count());
  }
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(differing));
  await flipped.getByText(/^Right before, wrong now/).click();
  await expect(flipped.getByRole('listitem')).toHaveCount(counts[0]!);
  await expect(
    flipped.getByRole('img', { name: new RegExp(`^${worst}: was ${worst}, now (?!${worst})`) }),
  ).not.toHaveCount(0);
}

/** The report opens by itself, with the network off, and has the figures of the page. */
async function expectReport(page: Page): Promise<void> {
  await panel(page, 'Result').getByRole('button', { name: 'Download' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Report to read' }).click();
  const file = 'test-results/report.html';
  await (await download).saveAs(file);
  const apart = await page.context().browser()!.newContext({ offline: true });
  const alone = await apart.newPage();
  const asked: string[] = [];
  alone.on('request', (request) => asked.push(request.url()));
  await alone.setContent(await readFile(file, 'utf8'));
  await expect(alone.getByRole('heading', { level: 1 })).toHaveText('my-colours, pruned');
  for (const accuracy of await panel(page, 'Result')
    .getByText(/^[\d.]+%$/)
    .allTextContents())
    await expect(alone.getByRole('table').first()).toContainText(accuracy);
  await expect(alone.getByRole('table').nth(1).getByRole('row')).toHaveCount(4);
  await expectAccessibleAtSizes(alone);
  expect(asked).toEqual([]);
  await apart.close();
}

test('a result is used: images of one’s own, classes, flips, code, and the network pruned again', async ({ page }) => {
  await openStudio(page, 'wasm');
  await show(page, 'Use it');
  await expect(panel(page, 'Nothing to use yet')).toContainText(/prune/i);

  await finished(page);
  const own = panel(page, 'Try your own image');
  await own.locator('input[type=file]').setInputFiles([red]);
  const answer = own.getByRole('listitem');
  await expect(answer).toContainText('red.png', { timeout: 30_000 });
  await expect(answer).toContainText(/Baseline\s*[\d.]+ ms.*%.*Pruned\s*[\d.]+ ms.*%/);
  const differing = await own.locator('[data-same="false"]').count();
  await expect(own).toContainText(
    differing === 0 ? 'Both networks answer the same to' : `answer differently to ${differing} of your`,
  );

  await expect(panel(page, 'Class by class').getByRole('row')).toHaveCount(4);
  await expectHeadline(page);
  const cells = panel(page, 'What is taken for what').locator('tbody td');
  await panel(page, 'What is taken for what').getByText('Pruned', { exact: true }).click();
  const counts = (await cells.allTextContents()).map(Number);
  const told = await panel(page, 'Before and after').textContent();
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
    Number(/(\d+) (images of the test|test images)/.exec(told ?? '')?.[1]),
  );

  await expectReport(page);

  const take = panel(page, 'Take it with you');
  await expect(take).toContainText('keras.models.load_model("my-colours-pruned.keras")');
  await take.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('target_size=(16, 16)');
  await take.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'TensorFlow.js (.zip)' }).click();
  await expect(take).toContainText('tf.loadLayersModel');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    take.getByRole('button', { name: 'Save the file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('my-colours-pruned.zip');
  expect((await readFile(await saved.path())).length).toBeGreaterThan(500);
  await take.getByRole('button', { name: 'Compress further' }).click();
  await take.getByRole('button', { name: 'Smaller files' }).click();
  await expect(take.getByRole('row', { name: /Deep Compression/ })).toContainText('smaller', { timeout: 60_000 });
  await expectAccessibleAtSizes(page);

  await page.setViewportSize({ width: 1440, height: 900 });
  await own.locator('input[type=file]').setInputFiles([asUpload('notes.png', Uint8Array.of(1, 2, 3))]);
  await expect(page.getByRole('alert').last()).toContainText('notes.png; save them as PNG or JPEG', {
    timeout: 30_000,
  });

  await page.getByRole('button', { name: 'Continue from this network' }).click();
  await expect(page.getByRole('region', { name: 'Network and images' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Prune', exact: true })).toBeEnabled({ timeout: 60_000 });
  await show(page, 'Use it');
  await expect(panel(page, 'Try your own image')).toHaveCount(0);
});

test('a result keeps only some classes, and is open to be pruned again', async ({ page }) => {
  await finished(page);
  const take = panel(page, 'Take it with you');
  await take.getByRole('button', { name: 'Keep only my classes' }).click();
  await take.getByRole('combobox', { name: 'Classes to keep' }).click();
  for (const name of ['red', 'blue']) await page.getByRole('option', { name }).click();
  await expectAccessible(page, 'classes');
  await page.keyboard.press('Escape');
  await take.getByRole('button', { name: 'Keep these' }).click();
  const network = panel(page, 'Network and images');
  await expect(network.getByRole('row', { name: 'Images' })).toContainText('24 test', { timeout: 60_000 });
  await expect(page.getByRole('status')).toHaveText('Ready');
  await expect(page.getByRole('button', { name: 'Prune' })).toBeEnabled();
});

test('the camera’s picture goes through both networks', async ({ page }) => {
  await finished(page);
  await page.getByRole('button', { name: 'Use the camera' }).click();
  const answer = panel(page, 'Try your own image').getByRole('listitem');
  await expect(answer).toContainText(/Baseline\s*[\d.]+ ms/, { timeout: 30_000 });
  await expect(panel(page, 'Try your own image')).toContainText(
    /(answer the same to|answer differently to \d+ of your) [2-9]\d* /,
    { timeout: 30_000 },
  );
  await expectAccessible(page, 'camera');
  const told = panel(page, 'Try your own image').getByText(/(answer the same to|answer differently to)/);
  const count = async () => Number(/(\d+) images?/.exec((await told.textContent()) ?? '')?.[1]);
  const saved = page.waitForEvent('download');
  await panel(page, 'Take it with you').getByRole('button', { name: 'Save the file' }).click();
  await saved;
  const before = await count();
  await expect.poll(count).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await expect(answer).toHaveCount(0);
});

/** Nothing would be lost by leaving the page. */
const isKept = (page: Page): Promise<boolean> =>
  page.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })));

test('a run is taken up again after a reload: its files at once, its answers when its network and images are open', async ({
  page,
}) => {
  await finished(page);
  const answer = await panel(page, 'Before and after').textContent();
  await expect.poll(() => isKept(page)).toBe(true);
  await page.reload();
  await expect(panel(page, 'Kept runs')).toContainText('my-colours');
  await expectAccessibleAtSizes(page);
  await panel(page, 'Kept runs')
    .getByRole('button', { name: /^Use .* of my-colours$/ })
    .click({ timeout: 60_000 });
  await expect(panel(page, 'Take it with you')).toContainText('my-colours-pruned', { timeout: 60_000 });
  await expect(panel(page, 'Before and after')).toContainText('Open them again');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  expect((await download).suggestedFilename()).toMatch(/^my-colours-pruned/);

  await drop(page, [asUpload('colours.keras', await kerasFile()), asUpload('mine.zip', images())]);
  await expect(page.getByRole('status')).toHaveText('Ready', { timeout: 60_000 });
  await show(page, 'Use it');
  await expect(panel(page, 'Before and after')).toHaveText(answer!, { timeout: 60_000 });
});
