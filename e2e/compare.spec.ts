import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import type { LoggedEvent } from '../src/engine/run/events';
import { writeLog } from '../src/runs/logFile';
import { readRun } from '../src/store/kept/runFile';
import { expectAccessible } from './accessible';
import { imagesZip, kerasFile } from './colours';
import { asUpload, drop, openStudio, show } from './studio';

const runs = (page: Page) => page.getByRole('region', { name: 'Runs' });

/** What the page saves when the comparison is asked for as a file of some kind. */
async function exported(page: Page, kind: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: kind }).click(),
  ]);
  return readFile(await saved.path());
}

/** A choice of an entry's menu. */
async function choose(page: Page, entry: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions: ${entry}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** The log of a run that went like another one, but was to remove 70%, and left a smaller network that loses five points. */
const poorer = (log: Iterable<LoggedEvent>): LoggedEvent[] =>
  Array.from(log, (event) => {
    const told = { ...event, run: '0123456789abcdef' };
    if (told.type === 'started') return { ...told, recipe: { ...told.recipe, rate: 0.7 } };
    if (told.type !== 'finished') return told;
    const { pruned } = told.report;
    const worse = { ...pruned, flops: pruned.flops / 2, gap: { ...pruned.gap!, gap: 0.05 } };
    return { ...told, report: { ...told.report, pruned: worse } };
  });

/** Has the run that this browser made tell that one image takes half of the time: a busy machine seldom can tell. */
const plantTimes = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const database = await done(indexedDB.open('espalier'));
    const kept = database.transaction('runs', 'readwrite').objectStore('runs');
    const runs = await done(kept.getAll());
    const made = runs.find(({ format }) => format !== undefined);
    const spread = (median: number) => ({ median, q1: 0.9 * median, q3: 1.1 * median });
    made.report.latency = [{ images: 1, runs: 9, baseline: spread(2), pruned: spread(1) }];
    await done(kept.put(made));
    await new Promise((written) => {
      kept.transaction.oncomplete = written;
      kept.transaction.commit();
    });
    database.close();
  });

for (const [colorScheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 390, 844],
] as const)
  test(`bundled runs are compared without a network, in ${colorScheme} at ${width} pixels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.goto('/?backend=wasm#compare');
    const dcp = page.getByRole('checkbox', { name: /^DCP 50%: / });
    await expect(dcp).toBeChecked({ timeout: 60_000 });
    await expectAccessible(page, 'bundled');

    await dcp.focus();
    await page.keyboard.press('Space');
    await expect(dcp).not.toBeChecked();
    await expect(runs(page).getByRole('checkbox', { name: 'Compare DCP 50% (24 epochs' })).not.toBeChecked();
    await page.getByText('Bytes', { exact: true }).click();
    await expect(page.getByRole('checkbox', { name: /^DCP 50%: .* kB \(24 epochs/ })).toBeVisible();

    await expect(page).toHaveURL(/measure=bytes/);
    const link = page.url();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(page.getByRole('checkbox', { name: /^DCP 50%: .* kB \(24 epochs/ })).not.toBeChecked({
      timeout: 60_000,
    });

    await page.getByRole('button', { name: 'Export' }).click();
    await expectAccessible(page, 'export');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    const csv = String(await exported(page, 'Table (CSV)'));
    const json: unknown[] = JSON.parse(String(await exported(page, 'Table with channels (JSON)')));
    const lines = csv.trimEnd().split('\r\n');
    expect(lines[0]).toContain('method');
    expect(lines).toHaveLength(1 + json.length);
    expect(json.length).toBeGreaterThan(2);
    expect(String(await exported(page, 'Picture (SVG)'))).toMatch(/^<svg [\s\S]*<\/svg>$/);
    const png = await exported(page, 'Picture (PNG)');
    expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(png.readUInt32BE(16), 'pixels from side to side').toBeGreaterThan(1600);

    await page.getByText('Time', { exact: true }).click();
    await expect(page.getByText(/No run of this browser tells a time to compare/)).toBeVisible();
    await expectAccessible(page, 'untimed');
  });

test('a finished run and a dropped log are there after a reload: compared, named, deleted, brought back, watched again', async ({
  page,
}) => {
  await openStudio(page, 'wasm');
  await drop(page, [asUpload('colours.keras', await kerasFile()), asUpload('mine.zip', imagesZip())]);
  await expect(page.getByRole('status')).toHaveText('Ready', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Prune' }).click();
  await expect(page.getByRole('status')).toHaveText('Finished', { timeout: 120_000 });
  await show(page, 'Compare');
  await expect(runs(page).getByRole('button', { name: 'DCP 50%', exact: true })).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'What each layer keeps' }).getByRole('img', { name: 'DCP 50%, conv2: 3 of 6' }),
  ).toBeVisible();

  const sweep = page.getByRole('region', { name: 'Add a sweep' });
  await expect(sweep.getByRole('button', { name: /^Queue 3 runs, about \d+ min$/ })).toBeEnabled();
  await sweep.getByText('FPGM', { exact: true }).click();
  await sweep.getByRole('textbox', { name: 'Seeds' }).fill('2');
  await expect(sweep.getByRole('button', { name: /^Queue 11 runs, about \d+ min$/ })).toBeEnabled();

  const file = await exportOf(page, 'DCP 50%');
  const { log } = (await readRun(new File([Uint8Array.from(file)], 'run.espalier'))).run;
  await drop(page, [asUpload('events.jsonl', Buffer.from(writeLog(poorer(log))))]);
  await expect(page).toHaveURL(/#prune/);
  await show(page, 'Compare');
  const row = (name: string) => runs(page).getByRole('row', { name });
  await expect(row('DCP 70%')).toContainText('−5.0 points');
  await expect(row('DCP 70%')).not.toContainText('smallest within a point');
  await expect(row('DCP 50%')).toContainText('smallest within a point');
  const sizes = page.getByRole('region', { name: 'Accuracy against size' });
  await expect(sizes.getByText('smallest within a point')).toBeVisible();

  await plantTimes(page);
  await page.goto('/?backend=wasm#compare');
  await page.reload();
  await page.getByRole('combobox', { name: 'Network and images' }).click();
  await page.getByRole('option', { name: /^my-colours/ }).click();
  await expect(row('DCP 70%')).toBeVisible();
  await sizes.getByText('Time', { exact: true }).click();
  await expect(sizes.getByRole('checkbox')).toHaveAccessibleName(/^DCP 50%: .*, 50% \(/);
  await page.getByRole('button', { name: 'Actions: DCP 50%' }).click();
  await expectAccessible(page, 'menu');
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expectAccessible(page, 'rename');
  await page.getByRole('textbox', { name: 'Name' }).fill('half');
  await page.getByRole('button', { name: 'Save' }).click();
  const half = runs(page).getByRole('button', { name: 'half', exact: true });
  await expect(half).toBeVisible();
  await expectAccessible(page, 'kept');

  await choose(page, 'half', 'Delete');
  await expect(half).toBeHidden();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expectAccessible(page, 'deleted');
  await page.keyboard.press('Enter');
  await expect(page.locator('.runs')).toBeFocused();
  await page.getByRole('combobox', { name: 'Network and images' }).click();
  await page.getByRole('option', { name: /^my-colours/ }).click();
  await half.click();
  const moment = page.getByRole('slider', { name: 'Moment of the run' });
  await moment.press('Home');
  await expect(page).toHaveURL(/#prune\?run=[0-9a-f]{16}&step=0$/);
  await page.reload();
  await expect(page.getByRole('status')).toHaveText('Finished', { timeout: 60_000 });
  await expect(moment).toHaveAttribute('aria-valuenow', '1');
  await expect(page).toHaveURL(/#prune\?run=[0-9a-f]{16}&step=0$/);
  await show(page, 'Use it');
  await expect(page.getByText(/read from a log/)).toBeVisible();

  await show(page, 'Compare');
  await page.getByRole('combobox', { name: 'Network and images' }).click();
  await page.getByRole('option', { name: /^my-colours/ }).click();
  const named = await exportOf(page, 'half');
  await choose(page, 'half', 'Delete');
  await expect(half).toBeHidden();
  await drop(page, [asUpload('half.espalier', named)]);
  await expect(page).toHaveURL(/#prune/);
  await show(page, 'Compare');
  await choose(page, 'half', 'Use its network');
  await expect(page).toHaveURL(/#use/);
});

/** The file that a run is exported to. */
async function exportOf(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await choose(page, name, 'Export it to a file');
  return readFile(await (await download).path());
}

test('a queue that goes on when the page is left goes on by itself in the next', async ({ page }) => {
  page.on('dialog', (dialog) => dialog.accept());
  await openStudio(page, 'wasm');
  await show(page, 'Compare');
  const queue = page.getByRole('region', { name: 'Queue' });
  await page.getByRole('button', { name: /^Queue \d runs/ }).click();
  await expect(queue.getByText('under way')).toBeVisible();
  const left = await queue.getByRole('listitem').count();
  await page.reload();
  await expect(queue.getByText('under way')).toBeVisible({ timeout: 120_000 });
  await expect(queue.getByRole('listitem')).toHaveCount(left);
  await queue.getByRole('button', { name: 'Stop after this run' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status')).toContainText('Cancelled', { timeout: 60_000 });
});

test('a sweep is queued, goes on in other views, and once it was stopped after a reload when it is told to', async ({
  page,
}) => {
  page.on('dialog', (dialog) => dialog.accept());
  const open = async () => {
    await openStudio(page, 'wasm');
    await drop(page, [asUpload('colours.keras', await kerasFile()), asUpload('mine.zip', imagesZip())]);
    await expect(page.getByRole('status')).toHaveText('Ready', { timeout: 60_000 });
    await show(page, 'Compare');
  };
  await open();
  const sweep = page.getByRole('region', { name: 'Add a sweep' });
  await sweep.getByText('10%', { exact: true }).click();
  await sweep.getByText('30%', { exact: true }).click();
  await page.getByRole('button', { name: /^Queue 4 runs, about \d+ min$/ }).click({ timeout: 60_000 });
  const queue = page.getByRole('region', { name: 'Queue' });
  await queue.getByRole('button', { name: 'Stop after this run' }).click();
  await expect(queue.getByRole('button', { name: 'Go on' })).toBeVisible();
  await expectAccessible(page, 'queued');

  await page.reload();
  await expect(queue.getByText(/open these to go on/)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'after-reload');
  await open();
  await expect(queue.getByRole('button', { name: 'Go on' })).toBeEnabled();
  const left = await queue.getByRole('listitem').count();
  await queue.getByRole('button', { name: 'Go on' }).click();
  await show(page, 'Network');
  await show(page, 'Compare');
  await expect(queue).toBeVisible();
  await expect(queue).toBeHidden({ timeout: 240_000 });
  await expect(runs(page).getByRole('checkbox', { checked: true })).toHaveCount(left);
  for (const name of ['DCP 10%', 'Random DCP 10%', 'DCP 50%', 'Random DCP 50%'])
    await expect(runs(page).getByRole('button', { name, exact: true })).toBeVisible();
  await expect(page.getByText('4 of 4 are done or queued already.')).toBeVisible();
  await expect(page.getByText(/^Prunes what is open: my-colours/)).toBeVisible();
});
