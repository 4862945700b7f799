import { expect as expectAtOnce, type Page, test } from '@playwright/test';

/** A view begins within this, whatever the machine. */
const expect = expectAtOnce.configure({ timeout: 60_000 });

/** An address in each view, and what shows that its moment is there. */
const moments: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  '#network': (page) => expect(page.getByRole('region', { name: 'Recipe' })).toBeVisible(),
  '#prune?run=vgg-small-dcp-50&step=55': (page) =>
    expect(page.getByRole('slider', { name: 'Moment of the run' })).toHaveAttribute('aria-valuenow', '56'),
  '#compare?measure=params&methods=dcp,thinet&rates=0.7&seeds=3': async (page) => {
    await expect(page.getByRole('radio', { name: 'Parameters' })).toBeChecked();
    const sweep = page.getByRole('region', { name: 'Sweep' });
    await expect(sweep.getByRole('checkbox', { checked: true })).toHaveCount(3);
    for (const chosen of ['DCP', 'ThiNet', '70%'])
      await expect(sweep.getByRole('checkbox', { name: chosen, exact: true })).toBeChecked();
    await expect(sweep.getByLabel('Seeds')).toHaveValue('3');
  },
  '#use': (page) => expect(page.getByRole('link', { name: 'Use it' })).toHaveAttribute('aria-current', 'page'),
  '#learn?lesson=stopping&step=2': (page) =>
    expect(page.locator('.lesson-step').nth(1)).toHaveAttribute('aria-current', 'step'),
};

for (const [address, shown] of Object.entries(moments))
  test(`Copy link copies a moment that another page brings back: ${address}`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`/?backend=wasm${address}`);
    await shown(page);
    await Promise.all([
      expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible(),
      page.getByRole('button', { name: 'Copy link' }).first().click(),
    ]);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toMatch(/#/);
    const link = await copied();
    expect(new URL(link).hash).toBe(address);
    const other = await context.newPage();
    await other.goto(link);
    await shown(other);
  });
