import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { launchOptions } from './src/cli/launchOptions';
const s = await preview({ preview: { port: 4601, strictPort: true } });
const b = await chromium.launch(launchOptions());
const out = '/tmp/hb/shots/';
const sizes = [[390, 844], [1440, 900], [2560, 1440]] as const;
for (const scheme of ['light', 'dark'] as const) for (const [width, height] of sizes) {
  if (scheme === 'dark' && width === 2560) continue;
  const page = await b.newPage({ viewport: { width, height }, colorScheme: scheme }); await page.addInitScript('globalThis.__name = (x) => x');
  for (const view of ['prune?run=vgg-small-dcp-50&step=90', 'network', 'compare', 'use']) {
    await page.goto(`http://localhost:4601/?backend=wasm&lang=zh#${view}`);
    if (view.startsWith('prune')) await page.reload();
    await page.waitForTimeout(view === 'network' ? 6000 : 3000);
    const name = `${view.split('?')[0]}-${width}-${scheme}`;
    await page.screenshot({ path: `${out}${name}.png`, fullPage: width === 390 });
    const latin = await page.evaluate(() => {
      const seen = new Set<string>();
      const add = (t: string | null) => { for (const m of t?.match(/[A-Za-z][A-Za-z'’-]+(?:[ ,.:;]+[A-Za-z'’-]{2,})+/g) ?? []) seen.add(m); };
      for (const e of document.querySelectorAll('*')) { for (const a of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext']) add(e.getAttribute(a)); for (const c of e.childNodes) if (c.nodeType === 3 && !['STYLE','SCRIPT'].includes(e.tagName)) add(c.textContent); }
      return [...seen];
    });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    console.log(name, over, JSON.stringify(latin));
  }
  await page.close();
}
await b.close(); await s.close();
