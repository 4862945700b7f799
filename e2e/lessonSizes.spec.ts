import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { lessonIds } from '../src/store/address';
import { openStudio } from './studio';

/** Bytes, packed, that a lesson may load beyond the page. */
const most = 300_000;

for (const lesson of lessonIds)
  test(`the lesson ${lesson} loads less than 300 kB beyond the page`, async ({ page }) => {
    await openStudio(page, 'wasm');
    const sizes: Array<Promise<readonly [string, number]>> = [];
    page.on('response', (response) => {
      const size = response.body().then((body) => gzipSync(body).length);
      sizes.push(size.then((bytes) => [new URL(response.url()).pathname, bytes] as const));
    });
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `learn?lesson=${lesson}`);
    await expect(page.getByRole('article')).toBeVisible({ timeout: 30_000 });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForLoadState('networkidle');
    const told = await Promise.all(sizes);
    expect(told.length).toBeGreaterThan(3);
    const bytes = told.reduce((sum, [, each]) => sum + each, 0);
    console.log(`${lesson}: ${(bytes / 1000).toFixed(0)} kB beyond the page, in ${told.length} files`);
    expect(bytes).toBeLessThan(most);
  });
