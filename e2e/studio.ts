import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the studio on a backend, where networks are opened, and waits until the bundled one is ready. */
export async function openStudio(page: Page, backend: 'wasm' | 'webgpu'): Promise<void> {
  await page.goto(`/?backend=${backend}#network`);
  await expect(page.getByRole('button', { name: 'Prune', exact: true })).toBeEnabled({ timeout: 300_000 });
}

/** A file in the form that Playwright puts into a file input. */
export function asUpload(name: string, bytes: Uint8Array) {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
}

/** Shows a view. */
export async function show(page: Page, view: 'Network' | 'Prune' | 'Compare' | 'Use it'): Promise<void> {
  await page.getByRole('link', { name: view, exact: true }).click();
}

/** A cell of the network's or the result's table by its row name. */
export function cell(page: Page, panel: string, row: string, column: number) {
  return page.getByRole('region', { name: panel }).getByRole('row', { name: row }).getByRole('cell').nth(column);
}

/** The share that a cell begins with: its interval stands behind it. */
export async function shareIn(place: Locator): Promise<string> {
  const [share] = /\d+\.\d%/.exec((await place.textContent()) ?? '') ?? [];
  if (share === undefined) throw new Error('a cell without a share');
  return share;
}

/** Opens files the way a drop does. */
export async function drop(page: Page, files: Array<ReturnType<typeof asUpload>>): Promise<void> {
  await page.locator('.drop-anywhere input[type=file]').setInputFiles(files);
}

/** What the page saves when the pruned network is asked for in a format. */
export async function download(page: Page, format: string): Promise<Uint8Array> {
  await page.getByRole('button', { name: 'Download' }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ]);
  return readFile(await saved.path());
}

/** The backend that runs, as the header words it. */
export const backendOn = (page: Page) => page.getByLabel('Backend').locator('option:checked');

/** Shows the method and how it trains, in the view of the network. */
export async function unfoldTraining(page: Page): Promise<void> {
  const fold = page.getByRole('button', { name: /^Method and training: / });
  if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
  await expect(page.getByRole('combobox', { name: 'Method' })).toBeVisible();
}

/** Ends when what the page has put off for a moment is done, as a menu that notes which of its choices the keys are at. */
export const whenIdle = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => done())));

/** Ends when the page shows a text, however shortly: an expectation that looks a few times a second could miss it. */
export const whenShown = (page: Page, text: RegExp): Promise<void> =>
  page.evaluate(
    (pattern) =>
      new Promise<void>((shown) => {
        new MutationObserver((_, observer) => {
          if (!new RegExp(pattern).test(document.body.textContent ?? '')) return;
          observer.disconnect();
          shown();
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    text.source,
  );
