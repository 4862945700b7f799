import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { launchOptions } from '../src/cli/launchOptions';

/** A typeface that is the same on every machine. */
const face = (weight: 'Regular' | 'Bold') =>
  readFileSync(`node_modules/katex/dist/fonts/KaTeX_Main-${weight}.woff2`).toString('base64');

const sameEverywhere = `
  @font-face { font-family: Same; font-weight: 400; src: url(data:font/woff2;base64,${face('Regular')}); }
  @font-face { font-family: Same; font-weight: 500 900; src: url(data:font/woff2;base64,${face('Bold')}); }
  html, body, body * { font-family: Same !important; caret-color: transparent !important; }
`;

const { args = [], ...launched } = launchOptions();

test.use({
  // The typeface comes with the style that asks for it.
  bypassCSP: true,
  // What it keeps would be shown in the place of the data that stand beside this test.
  serviceWorkers: 'block',
  reducedMotion: 'reduce',
  launchOptions: { ...launched, args: [...args, '--font-render-hinting=none', '--disable-lcd-text'] },
});

/** Runs as they were, whatever is measured anew. */
const sameRuns = ['comparison.json', 'vgg-small-dcp-50.jsonl.gz'];

/** A screen of the page, in words and as an address, and what is on it once it is all there. */
interface Screen {
  readonly address: string;
  readonly shown: (page: Page) => Promise<void>;
}

const screens: Readonly<Record<string, Screen>> = {
  network: {
    address: '/?backend=wasm#network',
    shown: (page) => expect(page.getByRole('row', { name: /Test accuracy/ })).toContainText('%', { timeout: 60_000 }),
  },
  prune: {
    address: '/?backend=wasm#prune?run=vgg-small-dcp-50&step=100',
    shown: async (page) => {
      await expect(page.locator('.plot .line-joint path').first()).toBeVisible();
      await expect(page.getByRole('button', { name: 'Prune this network' })).toBeEnabled({ timeout: 120_000 });
    },
  },
  trained: {
    address: '/?backend=wasm#prune?run=vgg-small-dcp-50&step=396',
    shown: async (page) => {
      await expect(page.locator('.plot .line-fine-tuning path').first()).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('button', { name: 'Prune this network' })).toBeEnabled({ timeout: 120_000 });
    },
  },
  compare: {
    address: '/?backend=wasm#compare',
    shown: (page) => expect(page.getByRole('checkbox', { name: /^DCP 50%: / })).toBeVisible({ timeout: 60_000 }),
  },
  layers: {
    address: '/?backend=wasm#compare',
    shown: async (page) => {
      const panel = page.getByRole('region', { name: 'What each layer keeps' });
      await expect(panel.getByRole('img').first()).toBeVisible({ timeout: 60_000 });
      await panel.scrollIntoViewIfNeeded();
    },
  },
  use: { address: '/?backend=wasm#use', shown: (page) => expect(page.locator('main')).toContainText(/\w/) },
  learn: {
    address: '/?backend=wasm#learn',
    shown: (page) => expect(page.locator('main h2').first()).toBeVisible(),
  },
};

for (const [name, { address, shown }] of Object.entries(screens))
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${name} looks as it did, in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      for (const file of sameRuns)
        await page.route(`**/runs/${file}`, (route) => route.fulfill({ path: `e2e/pictures/data/${file}` }));
      await page.goto(address);
      await shown(page);
      await page.addStyleTag({ content: sameEverywhere });
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(1000);
      await expect(page).toHaveScreenshot(`${name}-${colorScheme}.png`, {
        // What a machine has to say of itself: backend, threads, times, and whether it is ready by now.
        mask: ['.tools', '.bar-progress', '.bar-row > :last-child'].map((part) => page.locator(part)),
        maxDiffPixelRatio: 0.002,
      });
    });
