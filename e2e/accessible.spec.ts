import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible';
import { imagesZip, kerasFile } from './colours';
import { asUpload, cell, drop, openStudio, show, unfoldTraining } from './studio';

const status = (page: Page) => page.getByRole('status');

for (const [colorScheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 390, 844],
] as const)
  test(`every state is accessible in ${colorScheme} at ${width} pixels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    let serve = () => {};
    const served = new Promise<void>((resolve) => {
      serve = resolve;
    });
    await page.route('**/models/**', async (route) => {
      await served;
      await route.continue();
    });
    await page.goto('/?backend=wasm#network');
    await expect(page.getByText('Opening CIFAR-10 and vgg-small: reading…')).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page, 'opening');
    serve();

    await expect(status(page)).toHaveText('Ready', { timeout: 60_000 });
    await expectAccessible(page, 'idle');

    await unfoldTraining(page);
    for (const fold of ['Channels by hand', 'More settings', /^Stays? whole/])
      await page.getByRole('button', { name: fold }).click();
    await expect(page.getByLabel('Learning rate', { exact: true })).toBeVisible();
    await expect(page.locator('.kept .reason')).toHaveText(["the image's own channels", 'the classes']);
    await page.getByLabel('Fine-tuning epochs').fill('1e9');
    await expect(page.getByText('Fine-tuning epochs: from 0 to 1000')).toBeVisible();
    await page.getByRole('button', { name: 'Prune' }).click();
    await expect(page.getByRole('alert')).toContainText('from 0 to 1000; mend it, then prune');
    await expectAccessible(page, 'folds');
    await page.getByLabel('Fine-tuning epochs').fill('10');

    await drop(page, [asUpload('holiday.jpg', new Uint8Array([255, 216, 255, 224]))]);
    await expect(page.getByRole('alert').last()).toContainText('none of 1 images can be decoded');
    await expectAccessible(page, 'error');

    await drop(page, [asUpload('mine.zip', imagesZip(['b', 'g', 'r']))]);
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page, 'classes');
    await page.getByRole('button', { name: 'Cancel' }).last().click();

    await page.getByRole('button', { name: 'Prune' }).click();
    await expect(page.getByRole('img', { name: /conv2: [1-9]\d* of/ })).toBeVisible({ timeout: 120_000 });
    await expectAccessible(page, 'running');
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(status(page)).toContainText('Paused', { timeout: 20_000 });
    await expectAccessible(page, 'paused');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(status(page)).toContainText('Cancelled', { timeout: 20_000 });
    await expectAccessible(page, 'cancelled');
    await show(page, 'Network');

    await drop(page, [asUpload('colours.keras', await kerasFile()), asUpload('mine.zip', imagesZip())]);
    await expect(status(page)).toHaveText('Ready', { timeout: 60_000 });
    await page.getByRole('button', { name: 'Prune' }).click();
    await expect(status(page)).toHaveText('Finished', { timeout: 120_000 });
    await expectAccessible(page, 'finished');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('button', { name: 'Download' }).click();
    await expect(page.getByRole('menuitem', { name: 'Keras 3' })).toBeVisible();
    await expectAccessible(page, 'result');
  });

for (const [colorScheme, width, height] of [
  ['dark', 1440, 900],
  ['light', 390, 844],
  ['light', 2560, 1440],
] as const)
  test(`the page is accessible in ${colorScheme} at ${width} pixels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await openStudio(page, 'wasm');
    await expectAccessible(page, 'idle');
  });

for (const [colorScheme, width, height, forcedColors] of [
  ['light', 1440, 900, 'none'],
  ['dark', 1440, 900, 'active'],
  ['dark', 390, 844, 'none'],
  ['light', 2560, 1440, 'none'],
] as const)
  test(`moments of a run are accessible in ${colorScheme} at ${width} pixels, forced colours ${forcedColors}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, forcedColors });
    await page.setViewportSize({ width, height });
    for (const [step, title] of [
      [0, 'The run begins'],
      [150, /Choosing which inputs conv8 keeps/],
      [240, 'Fine-tuning the pruned network'],
      [999, 'Finished'],
    ] as const) {
      await page.goto('/icon.svg');
      await page.goto(`/?backend=wasm#prune?run=vgg-small-dcp-50&step=${step}`);
      await expect(page.getByRole('heading', { name: title })).toBeVisible({ timeout: 30_000 });
      await expectAccessible(page, String(step));
    }
  });

test('Prune is what the keyboard reaches next after the views, and words are explained there', async ({ page }) => {
  await openStudio(page, 'wasm');
  const prune = page.getByRole('button', { name: 'Prune' });
  const isFocused = () => prune.evaluate((button) => button === document.activeElement);
  const views = await page.getByRole('navigation', { name: 'Views' }).getByRole('link').count();
  let stops = 0;
  for (; stops <= views + 1 && !(await isFocused()); stops++) await page.keyboard.press('Tab');
  expect(stops, 'the views alone come before it').toBe(views + 1);
  const flops = page.locator('.term', { hasText: 'FLOPs' }).first();
  await expect(flops, 'meanings have come').toHaveAttribute('tabindex', '0');
  await flops.focus();
  await expect(page.getByRole('tooltip')).toContainText('Multiply-adds');
  await expectAccessible(page, 'term');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'In the glossary' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#term-flops')).toHaveAttribute('aria-current', 'true');
});

test('words are explained by touch, in labels too', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  await openStudio(page, 'wasm');
  await unfoldTraining(page);
  for (const [word, meaning] of [
    ['FLOPs', 'Multiply-adds'],
    ['Fine-tuning epochs', 'Passes over the training images after surgery'],
  ] as const) {
    const term = page.locator('.term', { hasText: word }).first();
    await expect(term, 'meanings have come').toHaveAttribute('tabindex', '0');
    await term.tap();
    await expect(page.getByRole('dialog', { name: word, exact: true })).toContainText(meaning);
    await expect(page.getByRole('dialog').getByRole('link', { name: 'In the glossary' })).toBeVisible();
    await expectAccessible(page, word);
    await page.keyboard.press('Escape');
  }
  await context.close();
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  test(`no field that the keyboard reaches hides behind the bar at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openStudio(page, 'wasm');
    await expect(cell(page, 'Network and images', 'Test accuracy', 1)).toContainText('%', { timeout: 60_000 });
    await unfoldTraining(page);
    await page.getByRole('button', { name: 'More settings' }).click();
    const bar = page.getByRole('region', { name: 'Run', exact: true });
    const edge = async (side: 'top' | 'bottom', of = page.locator(':focus')) =>
      of.evaluate((element, which) => element.getBoundingClientRect()[which], side);
    const last = page.getByLabel('Temperature');
    await expect(last, 'a fold that is not open yet is passed by').toBeVisible();
    await page.getByLabel('Fine-tuning epochs').focus();
    for (let stops = 0; stops < 60 && !(await last.evaluate((field) => field === document.activeElement)); stops++) {
      await page.keyboard.press('Tab');
      await expect.poll(async () => (await edge('top', bar)) - (await edge('bottom'))).toBeGreaterThanOrEqual(0);
    }
    await expect(last).toBeFocused();
  });
