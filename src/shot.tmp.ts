import { chromium } from 'playwright';
import { launchOptions } from './cli/launchOptions';

const browser = await chromium.launch(launchOptions());
for (const [w, h, scheme] of [
  [1440, 900, 'light'],
  [390, 844, 'dark'],
  [2560, 1440, 'dark'],
] as const) {
  const page = await (await browser.newContext({ viewport: { width: w, height: h }, colorScheme: scheme })).newPage();
  await page.goto(`http://localhost:4700/${process.argv[2] ?? ''}`);
  await page.waitForTimeout(4000);
  await page.screenshot({ path: `/tmp/pq/S-${process.argv[3]}-${w}.png`, fullPage: w === 390 });
}
await browser.close();
