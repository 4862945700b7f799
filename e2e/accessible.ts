import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** No rule of axe is broken, whatever the Tab key stops at has a name, and nothing is wider than the window; a picture of the whole page is kept. @param state what it shows */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.evaluate(whenMotionEnds);
  await page.screenshot({
    path: `test-results/${test.info().title.replaceAll(' ', '-')}-${state}.png`,
    fullPage: true,
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ target }) => target).join(' ')}`);
  expect.soft(found).toEqual([]);
  expect.soft(await nameless(page), `${state}: stops without a name`).toEqual([]);
  await expect.soft
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
      message: `${state} is wider than the window`,
    })
    .toBeLessThanOrEqual(0);
}

/** Menus and windows take two frames to begin to appear, and a moment to be there: colours are those of the end. */
async function whenMotionEnds(): Promise<void> {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  await frame();
  await frame();
  const ending = document
    .getAnimations()
    .filter(
      ({ effect, playState }) =>
        playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
    );
  await Promise.allSettled(ending.map(({ finished }) => finished));
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
