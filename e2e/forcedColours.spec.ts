import { expect, type Locator, test } from '@playwright/test';
import { decode } from 'fast-png';
import { openStudio, unfoldTraining, whenIdle } from './studio';

/** The pixels of a part of the page, as texts by row and column. */
async function pixelsOf(part: Locator): Promise<string[][]> {
  const { width, height, data, channels } = decode(await part.screenshot());
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      data.slice((y * width + x) * channels, (y * width + x) * channels + 3).join(),
    ),
  );
}

/** How thick the frame is at the lower edge, in pixels; none is 0. */
async function frameOf(part: Locator): Promise<number> {
  const rows = (await pixelsOf(part)).map(commonest).toReversed();
  return rows.slice(0, 7).filter((pixel) => pixel !== rows[7]).length;
}

function commonest(pixels: readonly string[]): string | undefined {
  const count = (pixel: string) => pixels.filter((other) => other === pixel).length;
  return [...new Set(pixels)].sort((one, other) => count(other) - count(one))[0];
}

/** The pixel at some share of its width, in the middle of its height. */
async function pixelAt(part: Locator, share: number): Promise<string | undefined> {
  const rows = await pixelsOf(part);
  const row = rows[Math.floor(rows.length / 2)] ?? [];
  return row[Math.floor(share * row.length)];
}

for (const colorScheme of ['dark', 'light'] as const)
  test.describe(`in forced colours, ${colorScheme}`, () => {
    test.beforeEach(({ page }) => page.emulateMedia({ colorScheme, forcedColors: 'active', reducedMotion: 'reduce' }));

    test('one sees which view is shown, how far the run is, and what squares mean', async ({ page }) => {
      await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=150');
      await expect(page.getByRole('heading', { name: /Choosing which inputs conv8/ })).toBeVisible({ timeout: 30_000 });
      const view = (name: string) => page.getByRole('link', { name, exact: true });
      await expect.poll(() => frameOf(view('Prune'))).toBeGreaterThan(0);
      expect(await frameOf(view('Compare'))).toBe(0);

      const part = (name: string) => page.locator('.timeline-span', { hasText: name });
      const frames = [await frameOf(part('conv7')), await frameOf(part('conv8')), await frameOf(part('Fine-tuning'))];
      expect(Math.min(...frames)).toBeGreaterThan(0);
      expect(new Set(frames).size).toBe(3);

      const cell = (kind: string) => page.locator(`.net-legend .cell-${kind}`);
      const ground = await pixelAt(cell('joining'), 1 / 2);
      for (const kind of ['kept', 'removed', 'undecided']) expect(await pixelAt(cell(kind), 1 / 2)).not.toBe(ground);
    });

    test('one sees what is chosen, where a slider stands, and which choice the keys are at', async ({ page }) => {
      await openStudio(page, 'wasm');
      const preset = (name: string) => page.locator('.mantine-SegmentedControl-control', { hasText: name });
      await unfoldTraining(page);
      await expect(preset('Quick')).toBeVisible({ timeout: 30_000 });
      await expect.poll(() => frameOf(preset('Quick'))).toBeGreaterThan(0);
      expect(await frameOf(preset('Paper'))).toBe(0);

      const track = page.locator('.mantine-Slider-track').first();
      expect(await pixelAt(track, 1 / 4)).not.toBe(await pixelAt(track, 3 / 4));
      const rows = await pixelsOf(track);
      expect(new Set(rows.map((row) => row[Math.floor((3 * row.length) / 4)])).size, 'what is left of it').toBe(2);

      const option = (name: string) => page.getByRole('option', { name, exact: true });
      await page.getByRole('combobox', { name: 'Method' }).click();
      await expect(option('DCP')).toBeVisible();
      await whenIdle(page);
      await page.keyboard.press('ArrowDown');
      await expect(option('DCP-Adapt')).toHaveAttribute('data-combobox-selected', 'true');
      await expect.poll(() => frameOf(option('DCP-Adapt'))).toBeGreaterThan(0);
      expect(await frameOf(option('Random DCP'))).toBe(0);
    });

    test('one sees what runs keep: marks, bars and the channels that stay', async ({ page }) => {
      await page.goto('/?backend=wasm#compare');
      const bar = page.locator('.kept-track').first();
      await expect(bar).toBeVisible({ timeout: 60_000 });
      await bar.scrollIntoViewIfNeeded();
      const kept = page.locator('.kept-track i').first();
      const ground = await pixelAt(page.locator('.kept-count').first(), 0);
      await expect.poll(() => pixelAt(kept, 1 / 2)).not.toBe(ground);
      const mark = page.locator('.layers-run .mark-shape').first();
      expect(await pixelAt(mark, 1 / 2)).not.toBe(ground);
      const cells = page.locator('.selection-cells').first();
      await cells.scrollIntoViewIfNeeded();
      const cell = (state: string) => cells.locator(`[data-state="${state}"]`).first();
      expect(await pixelAt(cell('kept'), 1 / 2)).not.toBe(await pixelAt(cell('removed'), 1 / 2));
    });
  });
