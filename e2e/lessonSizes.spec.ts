import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { lessonIds } from '../src/store/address';
import { openStudio } from './studio';

/** Bytes, packed, that a lesson may load beyond the page. */
const most = 300_000;

for (const lesson of lessonIds)
  test(`the lesson ${lesson} loads less than 300 kB beyond the page`, async ({ page }) => {
    await openStudio(page, 'wasm');
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).pathname));
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `learn?lesson=${lesson}`);
    await expect(page.getByRole('article')).toBeVisible({ timeout: 30_000 });
    await page.evaluate(() => document.fonts.ready);
    let known = -1;
    const rests = () => {
      const isAtRest = asked.size === known;
      known = asked.size;
      return isAtRest;
    };
    await expect.poll(rests, { intervals: [1000] }).toBe(true);
    expect(asked.size).toBeGreaterThan(3);
    const bytes = [...asked].reduce((sum, path) => sum + gzipSync(readFileSync(`dist${path}`)).length, 0);
    console.log(`${lesson}: ${(bytes / 1000).toFixed(0)} kB beyond the page, in ${asked.size} files`);
    expect(bytes).toBeLessThan(most);
  });
