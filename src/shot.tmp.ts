import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { launchOptions } from './cli/launchOptions';

const out = '/tmp/pq/L17';
mkdirSync(out, { recursive: true });
const sizes: Record<string, [number, number]> = { p: [390, 844], m: [1440, 900], w: [2560, 1440] };
const [langs, szs, only] = process.argv.slice(2);
const b = await chromium.launch(launchOptions());
for (const s of szs!.split(''))
  for (const lang of langs!.split(',')) {
    const [width, height] = sizes[s]!;
    const c = await b.newContext({
      viewport: { width, height },
      reducedMotion: 'reduce',
      colorScheme: lang === 'zh' ? 'dark' : 'light',
    });
    const p = await c.newPage();
    const shots: string[] = [];
    for (const l of (only ?? 'channel,reconstruction,discrimination,greedy,stopping,healing,methods').split(',')) {
      await p.goto('about:blank');
      await p.goto(`http://localhost:4700/?backend=wasm&lang=${lang}#learn?lesson=${l}`);
      await p.waitForSelector('article');
      const n = await p.locator('.lesson-step').count();
      for (let i = 1; i <= n; i++) {
        await p.waitForTimeout(300);
        const f = `${out}/${l}-${i}-${lang}-${s}.png`;
        await p.screenshot({ path: f });
        shots.push(f);
        await p.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        await p.keyboard.press('ArrowRight');
      }
    }
    const scale = s === 'p' ? 1 : s === 'm' ? 0.55 : 0.36;
    const per = s === 'p' ? 12 : 9;
    const { readFileSync } = await import('node:fs');
    for (let i = 0; i < shots.length; i += per) {
      const q = await b.newPage({
        viewport: { width: s === 'p' ? 390 * 6 + 50 : Math.round(width * scale * 3 + 30), height: 400 },
      });
      await q.setContent(
        '<body style="margin:4px;background:#888;display:flex;flex-wrap:wrap;gap:6px">' +
          shots
            .slice(i, i + per)
            .map(
              (f) =>
                `<img width=${Math.round(width * scale)} src="data:image/png;base64,${readFileSync(f).toString('base64')}">`,
            )
            .join('') +
          '</body>',
      );
      await q.waitForTimeout(300);
      await q.screenshot({ path: `${out}/sheet-${lang}-${s}-${i / per}.png`, fullPage: true });
      await q.close();
    }
    await c.close();
  }
await b.close();
