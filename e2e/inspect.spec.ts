import { expect, type Page, test } from '@playwright/test';
import { expectAccessibleAtSizes } from './accessible';
import { imagesZip, kerasFile } from './colours';
import { asUpload, drop, openStudio, show } from './studio';

const channelOf = (page: Page, channel: number, layer: string) =>
  page.getByRole('region', { name: `Channel ${channel} of ${layer}`, exact: true });

const squares = (page: Page, layer: string) => page.getByRole('slider', { name: `Channels of ${layer}`, exact: true });

test('a square opens its channel: its story, its map, its kernels; Back closes it, then its layer', async ({
  page,
}) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=200');
  const picture = page.getByRole('img', { name: 'conv6: 32 of 64 channels selected' });
  await expect(picture).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /^conv6 / }).click();
  await expect(page.getByRole('region', { name: 'Channels of conv6' })).toBeVisible();
  const { width } = (await picture.boundingBox())!;
  await picture.click({ position: { x: (0.5 * width) / 6, y: (2.5 * width) / 6 } });
  const open = channelOf(page, 12, 'conv6');
  await expect(open.getByText('Channel 12: removed.')).toBeVisible();
  await expect(open.getByText('It never joins')).toBeVisible();
  const map = open.getByRole('img', { name: /^Its feature map: channel 12: / });
  await expect(map).toBeVisible({ timeout: 60_000 });
  const ofFirst = (await map.getAttribute('aria-label')) ?? '';
  const second = open.locator('.image-choice').getByRole('button').nth(1);
  await second.click();
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  await expect(map).not.toHaveAccessibleName(ofFirst);
  await expect(map).toBeVisible();
  await expect(open.getByRole('img', { name: /conv5 that makes it: 32 slices of 3 × 3; values from/ })).toBeVisible();
  await expect(open.getByRole('img', { name: /^What conv6 reads it with: 64 slices of 3 × 3/ })).toBeVisible();
  const gradient = open.getByRole('img', { name: /^For what conv6 reads it with: 64 slices of 3 × 3; values from −/ });
  await expect(gradient).toBeVisible();
  const ofSecond = (await gradient.getAttribute('aria-label')) ?? '';
  await open.locator('.image-choice').getByRole('button').first().click();
  await expect(gradient).not.toHaveAccessibleName(ofSecond);
  await expect(open.getByRole('img', { name: 'Kept: 32 of 64' })).toBeVisible();
  await expect(open.getByRole('img', { name: 'Removed: 32 of 64' })).toBeVisible();
  await expect(page).toHaveURL(/layer=conv6&channel=12$/);
  await page.goBack();
  await expect(page.getByRole('region', { name: 'Channels of conv6' })).toBeVisible();
  await page.goBack();
  await expect(page.locator('.inspector')).toHaveCount(0);
});

test('keys go from channel to channel and from layer to layer, open and close', async ({ page }) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=200');
  await squares(page, 'conv2').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(squares(page, 'conv2')).toHaveAttribute('aria-valuetext', /^Channel 5: (kept|removed)$/);
  await page.keyboard.press('PageDown');
  await expect(squares(page, 'conv3')).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(channelOf(page, 15, 'conv3')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(channelOf(page, 14, 'conv3')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Moment of the run' })).toHaveAttribute('aria-valuenow', '201');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Channels of conv3' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.inspector')).toHaveCount(0);
});

test('what is closed leaves the focus at the layer’s squares; what stays keeps it', async ({ page }) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=200&layer=conv3&channel=4');
  const inspector = page.locator('.inspector');
  await inspector.getByRole('button', { name: 'Next channel' }).click({ timeout: 30_000 });
  await expect(channelOf(page, 5, 'conv3')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Channels of conv3' })).toBeVisible();
  await expect(squares(page, 'conv3')).toBeFocused();
  await inspector.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Space');
  await expect(inspector).toHaveCount(0);
  await expect(squares(page, 'conv3')).toBeFocused();
  await page.keyboard.press('Enter');
  const kept = page.getByRole('slider', { name: /^Channels of conv3.*Kept/ });
  await kept.focus({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Channels of conv3' })).toBeVisible();
  await expect(kept).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await expect(squares(page, 'conv3')).toBeFocused();
  await expect(page.getByRole('slider', { name: 'Moment of the run' })).toHaveAttribute('aria-valuenow', '201');
});

test('an open channel stays open while other views are shown, by links of the header as by keys; Back closes it', async ({
  page,
}) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=200&layer=conv2');
  await page.getByRole('region', { name: 'Channels of conv2' }).waitFor({ timeout: 30_000 });
  await squares(page, 'conv2').focus();
  await page.keyboard.press('Enter');
  await expect(channelOf(page, 0, 'conv2')).toBeVisible();
  await expect(page).toHaveURL(/layer=conv2&channel=0$/);
  for (const view of ['Network', 'Compare', 'Prune'] as const) await show(page, view);
  await expect(channelOf(page, 0, 'conv2')).toBeVisible();
  await expect(page).toHaveURL(/step=200&layer=conv2&channel=0$/);
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await expect(channelOf(page, 0, 'conv2')).toBeVisible();
  for (let steps = 0; steps < 6; steps++) await page.goBack();
  await expect(page.getByRole('region', { name: 'Channels of conv2' })).toBeVisible();
  await expect(page).toHaveURL(/layer=conv2$/);
});

test('a link brings back the moment, the layer and the channel; what the log tells leads to its moment', async ({
  page,
}) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=200&layer=conv2&channel=6');
  const open = channelOf(page, 6, 'conv2');
  await expect(open.getByText(/It is number 4 of 8 to join\. Its score is \d/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('slider', { name: 'Moment of the run' })).toHaveAttribute('aria-valuenow', '201');
  await open.getByRole('button', { name: 'Show that moment' }).click();
  await expect(page.getByText('Channel 6 has the steepest joint-loss gradient, so it joins.')).toBeVisible();
  await expect(open.getByText('Channel 6: joins now.')).toBeVisible();
});

test('what it does to remove a channel, or to keep it, is measured with its interval, in every colour and size', async ({
  page,
}) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=200&layer=conv6&channel=12');
  const open = channelOf(page, 12, 'conv6');
  const change = open.getByText(
    /^Accuracy [+−]?\d+\.\d points \(95%: .+\), loss [+−]\d\.\d{4} \(95%: .+\), 500 images$/,
  );
  await open.getByRole('button', { name: 'Remove it, all others whole' }).click({ timeout: 60_000 });
  await expect(change).toBeVisible({ timeout: 60_000 });
  const removed = (await change.textContent()) ?? '';
  await open.getByRole('button', { name: 'Keep it beside the 32 kept' }).click();
  await expect(change).not.toHaveText(removed, { timeout: 60_000 });
  await expect(change).toBeVisible({ timeout: 60_000 });
  await expectAccessibleAtSizes(page);
});

test('a network that is not open has no maps: one click opens it', async ({ page }) => {
  await page.goto('/?backend=wasm#prune?run=resnet-20-dcp-50&step=300&layer=conv3_1b&channel=3');
  const open = channelOf(page, 3, 'conv3_1b');
  await expect(open.getByText('A log holds no weights.')).toBeVisible({ timeout: 30_000 });
  await open.getByRole('button', { name: 'Open resnet-20' }).click({ timeout: 60_000 });
  await expect(open.getByRole('img', { name: /^Its feature map/ })).toBeVisible({ timeout: 120_000 });
});

test('a channel that is kept by hand is kept by the next run, and the recipe says so', async ({ page }) => {
  await openStudio(page, 'wasm');
  await drop(page, [asUpload('mine.keras', await kerasFile()), asUpload('mine.zip', imagesZip())]);
  await expect(page.getByRole('region', { name: 'Network' })).toContainText('my-colours', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Prune', exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText('Finished', { timeout: 120_000 });
  await page.getByRole('button', { name: /^conv2 / }).click();
  await page.getByRole('img', { name: 'Removed: 3 of 6' }).click({ position: { x: 20, y: 20 } });
  await page.getByRole('radiogroup', { name: 'In the next run' }).getByText('Keep it').click();
  const [, channel] = /channel=(\d)/.exec(page.url()) ?? [];
  await expect(
    page.getByRole('img', { name: `conv2: 3 of 6 channels selected; keep by hand: ${channel}` }),
  ).toBeVisible();
  await expect(squares(page, 'conv2')).toHaveAttribute('aria-valuetext', /: removed; keep by hand$/);
  await page.getByRole('button', { name: 'Prune', exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText('Finished', { timeout: 120_000 });
  await expect(page).toHaveURL(new RegExp(`recipe=byHand/conv2/keep:\\.${channel}$`));
  await page.goto(`${page.url()}&layer=conv2&channel=${channel}`);
  await expect(page.getByText(`Channel ${channel}: kept.`)).toBeVisible();
  await expect(page.getByText('The recipe keeps it by hand.')).toBeVisible();
  await show(page, 'Network');
  await expect(page.getByText('1 kept by hand', { exact: true })).toBeVisible();
  await expect(page.getByText('Channels chosen by hand are not heeded here; a run heeds them.')).toBeVisible();
  await page.getByRole('button', { name: 'Channels by hand' }).click();
  await expect(page.getByText(`conv2 keeps ${channel}`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(`conv2 keeps ${channel}`)).toHaveCount(0);
});

test('a network of one’s own opens as well, by touch, on a run of it', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' });
  await openStudio(page, 'wasm');
  await drop(page, [asUpload('mine.keras', await kerasFile()), asUpload('mine.zip', imagesZip())]);
  await expect(page.getByRole('region', { name: 'Network' })).toContainText('my-colours', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Prune', exact: true }).tap();
  await expect(page.getByRole('status').first()).toContainText('Finished', { timeout: 120_000 });
  await show(page, 'Prune');
  await page.getByRole('button', { name: /^conv2 / }).tap();
  const layer = page.getByRole('region', { name: 'Channels of conv2' });
  await layer.getByRole('img', { name: 'Removed: 3 of 6' }).tap({ position: { x: 20, y: 20 } });
  await expect(page.getByRole('region', { name: /^Channel \d of conv2$/ })).toBeVisible();
  await expect(page.getByText('It never joins')).toBeVisible();
  await page.close();
});
