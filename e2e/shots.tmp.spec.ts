import { test } from '@playwright/test';
import { openStudio } from './studio';

for (const [w, h, scheme] of [
  [1440, 900, 'light'],
  [390, 844, 'dark'],
] as const)
  test(`shot ${w}`, async ({ page }) => {
    await page.setViewportSize({ width: w, height: h });
    await page.emulateMedia({ colorScheme: scheme });
    await openStudio(page, 'wasm');
    await page.getByRole('button', { name: 'Channels of conv6, one by one' }).click();
    const cursor = page.getByRole('slider', { name: 'Channels of conv6', exact: true });
    for (const k of ['ArrowRight', 'Enter', 'ArrowRight', 'ArrowRight', 'Enter', 'Enter']) await cursor.press(k);
    await page.waitForTimeout(1500);
    await page.getByRole('region', { name: 'Layer by layer' }).screenshot({ path: `/tmp/r/lc-${w}.png` });
  });
