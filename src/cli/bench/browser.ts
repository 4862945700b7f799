import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { createServer, preview } from 'vite';
import { launchOptions } from '../launchOptions';
import { orExit } from '../orExit';
import type { GpuTime } from './gpuTimeWorker';
import { type BenchCase, type BenchRow, limitRow, median, printedRow, ratioRow } from './measure';
import type { ThreadTimes } from './threads';

const rounds = 9;

export async function withPage<T>(
  serve: () => Promise<{ url: string; close(): Promise<void> }>,
  visit: (page: Page, url: string) => Promise<T>,
): Promise<T> {
  const server = await serve();
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch(await orExit(launchOptions));
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
    // tsx wraps functions in a helper of its own, which the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named');
    return await visit(page, server.url);
  } finally {
    await browser?.close();
    await server.close();
  }
}

/** Vite's development server: it gives the page any module of the sources. */
async function serveSources() {
  const server = await createServer({ logLevel: 'error', server: { port: 0 } });
  await server.listen();
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** The studio as `npm start` serves it; built in a process of its own, since a development server leaves its mode in this one. */
export async function serveStudio() {
  const { NODE_ENV: _, ...env } = process.env;
  execFileSync('npx', ['vite', 'build', '--logLevel', 'error'], { env, stdio: 'inherit' });
  const server = await preview({ logLevel: 'error', preview: { port: 0 } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

const untilReady = (page: Page) =>
  page.locator('.bar button:enabled', { hasText: 'Prune' }).waitFor({ timeout: 120_000 });

export const threadsCase: BenchCase = {
  name: 'threads',
  run: () =>
    withPage(serveSources, async (page, url) => {
      await page.goto(`${url}icon.svg`);
      const times = await page.evaluate<ThreadTimes, { module: string; rounds: number }>(
        async ({ module, rounds }) => (await import(module)).compareThreads(rounds),
        { module: `${url}src/cli/bench/threads.ts`, rounds },
      );
      const name = `threads: training step in the worker, ${times.threads} against 1`;
      const row = {
        name,
        value: median(times.two),
        unit: 'ms',
        reference: median(times.one),
        where: 'Chromium',
      } as const;
      return [ratioRow(row, { least: 1.6 })];
    }),
};

/** On a machine without a GPU this times SwiftShader, which computes shaders on the processor. */
export const gpuTimeCase: BenchCase = {
  name: 'gpu-time',
  run: () =>
    withPage(serveSources, async (page, url) => {
      await page.goto(`${url}icon.svg`);
      const { step, kernels } = await page.evaluate<GpuTime, string>(
        async (module) => (await import(module)).timeGpu(),
        `${url}src/cli/bench/gpuTime.ts`,
      );
      if (step === undefined) return [];
      const name = `gpu-time: shaders of a WebGPU training step${kernels === undefined ? ' (no timestamp queries)' : ''}`;
      return [printedRow(name, kernels ?? 0, 'ms', step)];
    }),
};

/** In the page: watches long tasks, late frames and redrawn curves until `stop` is called. */
function watchPage() {
  const seen = { longest: 0, frames: 0, lost: 0, redraws: 0, since: performance.now() };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
  }).observe({ entryTypes: ['longtask'] });
  let last = performance.now();
  const frame = (now: number) => {
    seen.frames++;
    seen.lost += Math.max(0, Math.round((now - last) / (1000 / 60)) - 1);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target instanceof Element && target.closest('.plot'))) seen.redraws++;
  }).observe(document.body, { subtree: true, attributes: true, childList: true });
  Object.assign(window, { seen });
}

export const uiCase: BenchCase = {
  name: 'ui',
  run: () =>
    withPage(serveStudio, async (page, url) => {
      await page.goto(`${url}?backend=wasm#network`);
      await untilReady(page);
      await page.waitForTimeout(1000);
      await page.evaluate(watchPage);
      await page.getByRole('button', { name: 'Prune', exact: true }).click();
      await page.getByRole('region', { name: 'Run' }).getByText('Finished').waitFor({ timeout: 500_000 });
      const seen = await page.evaluate(() => {
        const { longest, frames, lost, redraws, since }: Record<string, number> = Reflect.get(window, 'seen');
        return {
          longest: longest!,
          frames: frames!,
          lost: lost!,
          perSecond: (1000 * redraws!) / (performance.now() - since!),
        };
      });
      return [
        limitRow('ui longest main-thread task (0: none over 50 ms)', seen.longest, 'ms', 50),
        printedRow('ui frames lost', seen.lost, 'frames', seen.frames + seen.lost),
        limitRow('ui chart redraws', seen.perSecond, 'a second', 10),
      ];
    }),
};

/** In the page: notes when the recorded run first moves, and when the network at hand can first be pruned. */
export function markStart() {
  const marked = new Set<string>();
  const mark = (name: string, isSo: boolean) => {
    if (!isSo || marked.has(name)) return;
    marked.add(name);
    performance.mark(name);
  };
  new MutationObserver(() => {
    const moment = document.querySelector('.timeline')?.getAttribute('aria-valuenow');
    mark('moving', Number(moment) > 1);
    const buttons = [...document.querySelectorAll('button:enabled')];
    mark(
      'ready',
      buttons.some(({ textContent }) => textContent?.includes('Prune')),
    );
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/** In the page: milliseconds from navigation until it moved and was ready. */
function whatStartTook(): { moving: number; ready: number } {
  const [moving, ready] = ['moving', 'ready'].map(
    (name) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN,
  );
  return { moving: moving!, ready: ready! };
}

/** In the page: the scripts asked for until the recorded run moves. */
async function scriptsUntilMoving(): Promise<string[]> {
  const movingAt = () => performance.getEntriesByName('moving')[0]?.startTime;
  while (movingAt() === undefined) await new Promise((later) => setTimeout(later, 50));
  return performance
    .getEntriesByType('resource')
    .filter(({ startTime }) => startTime < movingAt()!)
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.endsWith('.js'));
}

/** Bytes, gzipped, of all that the page itself runs for its first picture: the worker, which asks for its own, is held back. */
export async function firstScripts(page: Page, url: string): Promise<number> {
  const worker = /\/worker-[^/]*\.js$/;
  await page.route(worker, () => {});
  await page.goto(`${url}?backend=wasm`);
  const scripts = await page.evaluate(scriptsUntilMoving);
  await page.unroute(worker);
  const packed = scripts.map((path) => gzipSync(readFileSync(`dist${path}`)).length);
  return packed.reduce((total, size) => total + size, 0);
}

/** In the page: opens a lesson, and gives the milliseconds until it can be read. */
function openLesson(hash: string): Promise<number> {
  const start = performance.now();
  location.hash = hash;
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('.lesson-step[aria-current]')) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Each lesson from a page that is ready. */
export const lessonsCase: BenchCase = {
  name: 'lessons',
  run: () =>
    withPage(serveStudio, async (page, url) => {
      await page.goto(`${url}?backend=wasm#learn`);
      const links = page.locator('.lesson-list ol a');
      await links.first().waitFor();
      const lessons = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
      const rows: BenchRow[] = [];
      for (const lesson of lessons) {
        await page.goto(`${url}icon.svg`);
        await page.goto(`${url}?backend=wasm#network`);
        await untilReady(page);
        const time = await page.evaluate(openLesson, lesson);
        rows.push(limitRow(`lessons until ${lesson.split('=').at(-1)} can be read`, time, 'ms', 1000));
      }
      return rows;
    }),
};

export const loadCase: BenchCase = {
  name: 'load',
  run: () =>
    withPage(serveStudio, async (page, url) => {
      await page.addInitScript(markStart);
      const times: number[] = [];
      const moves: number[] = [];
      const bytes = await firstScripts(page, url);
      for (let round = 0; round < 5; round++) {
        await page.goto(`${url}?backend=wasm`);
        await untilReady(page);
        const { moving, ready } = await page.evaluate(whatStartTook);
        times.push(ready);
        moves.push(moving);
      }
      const ready = median(times);
      return [
        limitRow('load JavaScript before the first picture, gzip', bytes / 1000, 'kB', 250),
        limitRow('load until the recorded run moves', median(moves), 'ms', 2000),
        printedRow('load until the bundled network is ready', ready, 'ms', ready),
      ];
    }),
};
