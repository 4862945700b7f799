import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectAccessibleAtSizes } from './accessible';
import { asUpload, drop, show } from './studio';

const timeline = (page: Page) => page.getByRole('slider', { name: 'Moment of the run' });

const momentOf = async (page: Page): Promise<number> => Number(await timeline(page).getAttribute('aria-valuenow'));

test('a recorded run plays before there is a network, and stops where one wants', async ({ page }) => {
  await page.route('**/*.wasm', () => {});
  await page.goto('/?backend=wasm');
  await expect(page.getByRole('combobox', { name: 'Recorded run' })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => momentOf(page), { timeout: 30_000 }).toBeGreaterThan(3);
  await expect(page.getByRole('button', { name: 'Prune this network' })).toBeDisabled();
  await expect(page.getByRole('status')).toHaveText('Starting the backend…');
  await page.keyboard.press('Space');
  const moment = await momentOf(page);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#prune\\?run=vgg-small-dcp-50&step=${moment - 1}$`));
  await page.getByRole('link', { name: 'Show me why it works' }).click();
  await expect(page.getByRole('link', { name: 'Greedy selection, step by step' })).toBeVisible();
});

test('an address shows its moment; keys go on and back by channel, layer and stage', async ({ page }) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=55');
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '56', { timeout: 30_000 });
  await expect(page.getByText(/so (it joins|they join)\./)).toBeVisible();
  const score = String.raw`Channel \d+: score [\d.]+`;
  await expect(
    page
      .getByRole('region', { name: /^Scores of conv/ })
      .getByRole('img', { name: new RegExp(`^\\d+ scores, in order: ${score} … ${score}. The cut is after \\d+.$`) }),
  ).toBeVisible();
  const range = String.raw`[\d.]+ … [\d.]+`;
  await expect(
    page
      .getByRole('region', { name: /^Losses while conv/ })
      .getByRole('img', { name: new RegExp(`^L: ${range}; L_M: ${range}; λ L_S: ${range}$`) }),
  ).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '57');
  await page.keyboard.press('Shift+ArrowRight');
  const title = page.getByRole('heading', { name: /Choosing which inputs conv\d keeps: 0 of \d+/ });
  await expect(title).toBeVisible();
  await expect(page.getByText('It begins with no input channel')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { name: 'Cutting away what is not kept' })).toBeVisible();
  await timeline(page).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('heading', { name: 'Finished' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'conv8: 64 of 128 channels selected' })).toBeVisible();
  const training = page.getByRole('region', { name: 'Training loss and accuracy' });
  await expect(
    training.getByRole('img', {
      name: /^fine-tuning: [\d.]+ … [\d.]+; accuracy, n = 250: 65\.6% … [\d.]+%; unpruned: 92\.8% … 92\.8%$/,
    }),
  ).toBeVisible();
  for (const line of ['fine-tuning', 'accuracy-fine-tuning'])
    await expect(training.locator(`.line-${line} path`)).toHaveAttribute('d', /^M[\d.,]+(L[\d.,]+){24,}$/);
  await page.keyboard.press('Home');
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '1');

  const { x, y, width, height } = (await timeline(page).boundingBox())!;
  await page.mouse.move(x + 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => momentOf(page)).toBeGreaterThan(50);
  await page.getByRole('button', { name: /^conv3 / }).click();
  await expect(page.getByRole('region', { name: 'Scores of conv3' })).toBeVisible();
  await expect(page).toHaveURL(/layer=conv3/);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`squares have the colours of their legend, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=150');
    await expect(page.locator('.net canvas')).toHaveCount(7, { timeout: 30_000 });
    const told = await page.locator('.net-legend .cell').evaluateAll((cells) =>
      cells.map((cell) => {
        const { backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(cell);
        return borderTopWidth === '0px' ? backgroundColor : borderTopColor;
      }),
    );
    const drawn = () =>
      page.locator('.net canvas').evaluateAll((canvases) =>
        canvases.flatMap((canvas) => {
          if (!(canvas instanceof HTMLCanvasElement)) return [];
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
          const pixels = Array.from({ length: data.length / 4 }, (_, at) => data.slice(4 * at, 4 * at + 4));
          return [...new Set(pixels.filter((pixel) => pixel[3] === 255).map(([r, g, b]) => `rgb(${r}, ${g}, ${b})`))];
        }),
      );
    expect(told).toHaveLength(4);
    await expect.poll(drawn).toEqual(expect.arrayContaining(told));
  });

test('a run plays at the speed that is chosen, and not by itself where motion is to be reduced', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.install();
  await page.goto('/?backend=wasm');
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '1', { timeout: 30_000 });
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.clock.runFor(3000);
  expect(await momentOf(page)).toBe(1);
  const played = async (speed: string): Promise<number> => {
    await page.getByRole('combobox', { name: 'Speed' }).selectOption(speed);
    const before = await momentOf(page);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Stop playing' }).waitFor();
    await page.clock.runFor(2000);
    await page.keyboard.press('Space');
    return (await momentOf(page)) - before;
  };
  const once = await played('1×');
  expect(once).toBeGreaterThan(10);
  expect(await played('8×')).toBeGreaterThan(4 * once);
});

test('the key ? shows what all keys do', async ({ page }) => {
  await page.goto('/?backend=wasm#learn');
  await expect(page.getByRole('link', { name: 'Network', exact: true })).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('row', { name: 'Space Prune: play, stop' })).toBeVisible();
  await expectAccessibleAtSizes(page);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
});

test('a window has the keys while it is open, and a choice that was made leaves them to the page', async ({ page }) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=200&layer=conv6&channel=12');
  const channel = page.getByRole('region', { name: 'Channel 12 of conv6', exact: true });
  await expect(channel).toBeVisible({ timeout: 30_000 });
  const moment = await momentOf(page);
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await page.keyboard.press('?');
  await expect(keys).toBeVisible();
  for (const key of ['ArrowRight', '3']) await page.keyboard.press(key);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(channel).toBeVisible();
  expect(await momentOf(page)).toBe(moment);
  await page.keyboard.press('1');
  await page.getByRole('radio', { name: 'Reach a size or speed' }).check();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('radio', { name: 'Remove a share of every layer' })).toBeChecked();
  await page.keyboard.press('3');
  await expect(page).toHaveURL(/#compare/);
});

test('views have addresses, and Back leads to the one before', async ({ page }) => {
  await page.goto('/?backend=wasm');
  await show(page, 'Network');
  await expect(page).toHaveURL(/#network$/);
  await page.keyboard.press('4');
  await expect(page.getByRole('region', { name: 'Nothing to use yet' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('region', { name: 'Recipe' })).toBeVisible();
  await page.goBack();
  await expect(timeline(page)).toBeVisible();
});

test('a recorded run and one’s own take turns, by address, by choice and by Back', async ({ page }) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-l1-50&step=3');
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '4', { timeout: 60_000 });
  await show(page, 'Network');
  await drop(page, [asUpload('events.jsonl', readFileSync('src/runs/version1.jsonl'))]);
  await expect(page).toHaveURL(/#prune\?run=[0-9a-f]{16}/);
  const picker = page.getByRole('combobox', { name: 'Recorded run' });
  await expect(picker.locator('option:checked')).toHaveText('Your own run is shown');
  const own = page.url();
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/#prune\?run=vgg-small-l1-50&step=3/);
  await expect(picker).toHaveValue('vgg-small-l1-50');
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '4');
  await page.goForward();
  await page.goForward();
  await expect(page).toHaveURL(own);
  await expect(picker.locator('option:checked')).toHaveText('Your own run is shown');
  await picker.selectOption('resnet-20-dcp-50');
  await expect(page).toHaveURL(/#prune\?run=resnet-20-dcp-50/);
  await page.goBack();
  await expect(page).toHaveURL(own);
  await expect(picker.locator('option:checked')).toHaveText('Your own run is shown');
});

test('a run under way is watched with the same bar, back and at its end again', async ({ page }) => {
  await page.goto('/?backend=wasm');
  await page.getByRole('button', { name: 'Prune this network' }).click({ timeout: 120_000 });
  await expect(page.getByRole('img', { name: /conv2: [1-9]\d* of 16/ })).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Stage before' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.getByRole('button', { name: 'Follow the run' }).click();
  await expect(page.getByRole('button', { name: 'Follow the run' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status')).toContainText('Cancelled', { timeout: 60_000 });
});

test('a run’s clock goes on by itself, stands while it is paused, and its time stays', async ({ page }) => {
  await page.clock.install();
  await page.goto('/?backend=wasm#network');
  await page.getByRole('button', { name: 'Prune', exact: true }).click({ timeout: 120_000 });
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  const times = page.locator('.bar-status').last();
  await expect(times).toContainText(/about \d+ (s|min|h)( \d+ min)? to \d+ (s|min|h)( \d+ min)? left/, {
    timeout: 60_000,
  });
  await page.clock.fastForward('20:00');
  await expect(times).toContainText(/2\d min \d+ s/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('status')).toContainText('Paused', { timeout: 60_000 });
  await page.clock.fastForward('50:00');
  await expect(times).toContainText(/2\d min \d+ s/);
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status')).toContainText('Cancelled', { timeout: 60_000 });
  await expect(times).toContainText(/took 2\d min \d+ s/);
});

test('what a chart says of a point is readable in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=100');
  const losses = page.getByRole('region', { name: /^Losses while/ });
  await expect(async () => {
    await page.mouse.move(0, 0);
    await losses.locator('.recharts-surface').hover({ position: { x: 120, y: 40 } });
    await expect(losses.locator('.chart-words')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expectAccessible(page, 'tooltip');
});

test('a run of DCP-Adapt shows below which loss it goes on in a layer', async ({ page }) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-adapt&step=30');
  const losses = page.getByRole('region', { name: /^Losses while/ });
  await expect(losses.locator('.threshold line')).toHaveAttribute('y1', /^\d+\./, { timeout: 60_000 });
  await expect(losses.getByText('ε: it goes on below this')).toBeVisible();
});
