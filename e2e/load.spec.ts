import { expect, test } from '@playwright/test';
import { firstScripts, markStart } from '../src/cli/bench/browser';

test('until the recorded run moves the page has asked for at most 250 kB of JavaScript, gzipped', async ({ page }) => {
  await page.addInitScript(markStart);
  const bytes = await firstScripts(page, '/');
  console.log(`JavaScript before the first picture: ${(bytes / 1000).toFixed(1)} kB gzipped`);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(250_000);
});
