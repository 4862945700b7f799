import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** No rule of axe is broken, whatever the Tab key stops at has a name, and nothing is wider than the window; a picture of the whole page is kept. @param state what it shows */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.screenshot({
    path: `test-results/${test.info().title.replaceAll(' ', '-')}-${state}.png`,
    fullPage: true,
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ target }) => target).join(' ')}`);
  expect.soft(found).toEqual([]);
  expect.soft(await nameless(page), `${state}: stops without a name`).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, `${state} is wider than the window`).toBeLessThanOrEqual(0);
}

/** What the Tab key stops at that says nothing of itself. */
const nameless = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, [tabindex]')]
      .filter((element) => {
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
        const told = [element, ...labels].map(({ textContent }) => textContent.trim()).join('');
        const named = ['aria-label', 'aria-labelledby', 'title'].some((name) => element.getAttribute(name));
        const hasNamedPicture = element.querySelector('[aria-label]') !== null;
        return element.tabIndex >= 0 && element.checkVisibility() && told === '' && !named && !hasNamedPicture;
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  );

/** The same in both colours at three widths, the last of which stays. */
export async function expectAccessibleAtSizes(page: Page): Promise<void> {
  for (const [colorScheme, width, height] of [
    ['light', 1440, 900],
    ['dark', 390, 844],
    ['dark', 2560, 1440],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await expectAccessible(page, `${colorScheme}-${width}`);
  }
}
