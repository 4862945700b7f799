import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { chooseLanguage } from './chooseLanguage';
import { kerasFile } from './colours';
import { asUpload, drop } from './studio';

test.use({ serviceWorkers: 'allow' });

const kept = (page: Page) => page.getByText('they now work without a network');
const newVersion = (page: Page) => page.getByRole('alert').filter({ hasText: 'A new version of the studio is there' });

test('after one visit lessons, their experiments and recordings work without a network', async ({ page, context }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/?backend=wasm#learn');
  await expect(kept(page)).toBeVisible({ timeout: 120_000 });
  await context.setOffline(true);
  const isReached = () =>
    page.evaluate(() =>
      fetch('models/resnet-20/model.json').then(
        ({ ok }) => ok,
        () => false,
      ),
    );
  expect(await isReached()).toBe(false);

  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.getByRole('link', { name: 'Greedy selection, step by step' }).click();
  await expect(page.locator('.lesson-step').first()).toHaveAttribute('aria-current', 'step');
  const steps = await page.locator('.lesson-step').count();
  for (let step = 1; step < steps; step++) {
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.lesson-step').nth(step)).toHaveAttribute('aria-current', 'step');
  }
  await page.getByRole('button', { name: /^Channel 5, / }).click();
  await expect(page.getByText(/^By your hand, first: 5;/)).toBeVisible({ timeout: 120_000 });

  await chooseLanguage(page, 'Language', '简体中文');
  await expect(page.getByRole('heading', { name: '贪婪选择，一步一步来' })).toBeVisible();
  await page.getByRole('link', { name: '裁剪', exact: true }).click();
  await expect(page.getByRole('slider', { name: '运行的时刻' })).toBeVisible({ timeout: 30_000 });
});

test('a new version is offered; it waits while another tab would lose something, then takes over in all tabs', async ({
  page,
  context,
}) => {
  const server = await servesVersions();
  const address = `http://localhost:${server.port}/?backend=wasm#learn`;
  await page.goto(address);
  await expect(kept(page)).toBeVisible({ timeout: 120_000 });
  await drop(page, [asUpload('colours.keras', await kerasFile())]);
  await page.getByRole('link', { name: 'Network', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Network and images' })).toContainText('my-colours', {
    timeout: 60_000,
  });
  await expect(newVersion(page)).toHaveCount(0);

  server.publish();
  const other = await context.newPage();
  await other.goto(address);
  const reload = (tab: Page) => newVersion(tab).getByRole('button', { name: 'Reload' });
  await reload(other).click({ timeout: 120_000 });
  await expect(newVersion(other)).toContainText('Another tab has a run');

  for (const tab of [page, other]) await tab.evaluate(() => document.body.setAttribute('data-old', ''));
  await page.bringToFront();
  await expect(newVersion(page)).toContainText('is to be dropped again');
  await reload(page).click();
  for (const tab of [page, other]) {
    await expect(tab.locator('body[data-old]')).toHaveCount(0, { timeout: 60_000 });
    await expect(tab.getByRole('navigation', { name: 'Views' })).toBeVisible();
    await expect(newVersion(tab)).toHaveCount(0);
  }
  await server.close();
});

interface VersionServer {
  readonly port: number;
  publish(): void;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Serves what is built, and after `publish` another service worker with it. */
async function servesVersions(): Promise<VersionServer> {
  let version = 1;
  const server: Server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    try {
      const bytes = await readFile(join('dist', name));
      response.writeHead(200, {
        'Content-Type': types[extname(name)] ?? 'application/octet-stream',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      });
      response.end(name === 'serviceWorker.js' ? `${bytes}// ${version}` : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    publish: () => {
      version++;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
