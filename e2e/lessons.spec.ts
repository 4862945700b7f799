import { expect, type Page, test } from '@playwright/test';
import { lessonIds } from '../src/store/address';
import { expectAccessible, expectAccessibleAtSizes } from './accessible';
import { chooseLanguage } from './chooseLanguage';
import { latinIn } from './latin';

const current = (page: Page) => page.locator('.lesson-step[aria-current=step]');

const isAsked = async (page: Page): Promise<boolean> => (await current(page).locator('.prediction').count()) > 0;

/** Takes hold of the last slider, choice or button of the figure; something else is shown then. */
async function play(page: Page): Promise<void> {
  const figure = page.locator('.lesson-figure');
  const before = await figure.innerHTML();
  const slider = figure.getByRole('slider').first();
  const choice = figure.locator('.mantine-SegmentedControl-label').last();
  if ((await slider.count()) > 0)
    await slider.press(
      (await slider.getAttribute('aria-valuenow')) === (await slider.getAttribute('aria-valuemin')) ? 'End' : 'Home',
    );
  else if ((await choice.count()) > 0) await choice.click();
  else await figure.locator('button[aria-pressed=false]').last().click();
  await expect.poll(() => figure.innerHTML()).not.toBe(before);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
}

const openLesson = async (page: Page, address: string): Promise<void> => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/?backend=wasm${address}`);
  await expect(page.getByRole('article')).toBeVisible({ timeout: 30_000 });
};

for (const language of ['en', 'zh'] as const)
  for (const lesson of lessonIds)
    test(`the lesson ${lesson} is walked to its end in ${language}`, async ({ page }) => {
      const failures: string[] = [];
      page.on('pageerror', ({ message }) => failures.push(message));
      await openLesson(page, `&lang=${language}#learn?lesson=${lesson}`);
      const steps = await page.locator('.lesson-step').count();
      expect(steps).toBeGreaterThan(2);
      for (let step = 1; step <= steps; step++) {
        await expect(page.locator('.lesson-step').nth(step - 1)).toHaveAttribute('aria-current', 'step');
        if (step > 1) await expect(page).toHaveURL(new RegExp(`lesson=${lesson}&step=${step}(&|$)`));
        const reveal = current(page).locator('.reveal');
        if ((await reveal.count()) > 0) {
          await reveal.click();
          await expect(current(page).locator('.prediction-answer p')).toBeVisible();
        }
        await expect(page.locator('.lesson')).not.toContainText(/\{\{|NaN|undefined/);
        if (language === 'zh') expect(await latinIn(page)).toEqual([]);
        else if (!(await isAsked(page))) await play(page);
        if (language === 'en' || step === steps) await expectAccessible(page, `${step}`);
        await page.keyboard.press('ArrowRight');
      }
      expect(failures).toEqual([]);
    });

test('a link restores the same moment', async ({ page }) => {
  await openLesson(page, '#learn?lesson=greedy&step=5');
  await expect(page.locator('.lesson-step').nth(4)).toHaveAttribute('aria-current', 'step');
  await expect(current(page)).toBeInViewport();
  await page.reload();
  await expect(page.locator('.lesson-step').nth(4)).toHaveAttribute('aria-current', 'step');
});

test('a link holds where a slider stands', async ({ page }) => {
  await openLesson(page, '#learn?lesson=reconstruction&step=4&lambda=0.15');
  const slider = page.getByRole('slider', { name: 'λ, the weight of discrimination: 0.15' });
  await slider.press('ArrowRight');
  await expect(page).toHaveURL(/step=4&lambda=0\.2$/);
  await expect(page.getByRole('row', { name: 'sail and wheels' })).toBeVisible();
  await openLesson(page, '#learn?lesson=stopping&step=2&epsilon=0.1');
  await expect(page.getByText('ε = 0.1 keeps 2 of 16 channels')).toBeVisible();
});

test('channels that were picked stay picked while one reads elsewhere', async ({ page }) => {
  await openLesson(page, '#learn?lesson=reconstruction&step=5');
  const sail = page.locator('button.pick', { hasText: 'sail' });
  await sail.click();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/step=4$/);
  await expect(sail).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(sail).toHaveAttribute('aria-pressed', 'true');
});

test('on paper each step of a lesson has its figure beside its text, but for experiments', async ({ page }) => {
  await openLesson(page, '#learn?lesson=greedy&step=3');
  await expect(page.locator('.lesson-figure')).toHaveCount(1);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.header', '.tools', '.lesson-bar', '.lesson-end'])
    await expect(page.locator(hidden)).toBeHidden();
  const steps = page.locator('.lesson-step');
  await expect(page.locator('.lesson-step .lesson-figure')).toHaveCount((await steps.count()) - 1);
  await expect(page.locator('.lesson-figure').first()).toHaveCSS('position', 'static');
  for (const step of await steps.all()) await expect(step).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('.lesson-figure')).toHaveCount(1);
  await expect(page).toHaveURL(/step=3$/);
});

test('another language keeps what was chosen in the exercise', async ({ page }) => {
  await openLesson(page, '#learn?lesson=exercise');
  await page.getByRole('button', { name: 'Channel 3' }).click();
  await chooseLanguage(page, 'Language', '简体中文');
  await expect(page.getByRole('button', { name: '信道 3' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('link', { name: '全部课程' }).click();
  await expect(page.getByRole('heading', { name: '课程' })).toBeVisible();
});

test('bars step where motion is reduced, and move elsewhere', async ({ page }) => {
  await openLesson(page, '#learn?lesson=greedy&step=2');
  const bar = page.locator('.bar-now').first();
  await expect(bar).toHaveCSS('transition-duration', '0s');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect(bar).toHaveCSS('transition-duration', '0.5s');
});

test('scrolling alone moves through the steps', async ({ page }) => {
  await openLesson(page, '#learn?lesson=greedy');
  await expect(page.locator('.lesson-step').first()).toHaveAttribute('aria-current', 'step');
  await page.mouse.move(300, 500);
  const shown = () =>
    page.locator('.lesson-step').evaluateAll((steps) => steps.findIndex((step) => step.ariaCurrent === 'step'));
  await expect(async () => {
    const step = await shown();
    if (step !== 2) await page.mouse.wheel(0, step < 2 ? 200 : -200);
    expect(step).toBe(2);
  }).toPass({ timeout: 60_000, intervals: [300] });
  await expect(page).toHaveURL(/step=3$/);
});

test('symbols light up their thing, and things their symbol', async ({ page }) => {
  await openLesson(page, '#learn?lesson=greedy&step=2');
  const isLit = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle === 'solid');
  const bars = '.bar-space[data-symbol=G]';
  const inFormula = '.lesson-step[aria-current] .katex-html [data-symbol=G]';
  await expect.poll(() => isLit(bars)).toBe(false);
  await current(page).getByRole('button', { name: 'gradient' }).focus();
  await expect.poll(() => isLit(bars)).toBe(true);
  await expect.poll(() => isLit(inFormula)).toBe(true);
  await page.mouse.move(640, 880);
  await expect.poll(() => isLit(inFormula)).toBe(false);
  await page.locator(bars).nth(4).hover();
  await expect.poll(() => isLit(inFormula)).toBe(true);
});

test('a link hides and locks parts, and presents: Space reveals, then goes on', async ({ page }) => {
  await openLesson(page, '#learn?lesson=greedy&step=2&hide=formulas,navigation&lock=predictions');
  await expect(page.locator('.formula-box')).toHaveCount(0);
  await expect(page.locator('.lesson-bar')).toHaveCount(0);
  await expect(page.locator('.reveal').first()).toBeDisabled();

  await page.goto('/icon.svg');
  await openLesson(page, '#learn?lesson=greedy&step=3&present=true');
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.keyboard.press('Space');
  await expect(page.locator('.prediction-answer p')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/step=4&present=true$/);
  await page.keyboard.press('ArrowLeft');
  await expect(async () => {
    await page.mouse.move(400, 400);
    await page.mouse.move(410, 400);
    await expect(page.locator('.presentation-pointer')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole('button', { name: 'Full screen' }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.getByRole('button', { name: 'Leave the full screen' }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
  await expectAccessible(page, 'presented');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
});

test('channels are put in by hand and the engine answers: the exercise says whose loss is lower', async ({ page }) => {
  await openLesson(page, '#learn?lesson=exercise');
  for (const channel of [0, 1, 2])
    await page.getByRole('button', { name: `Channel ${channel} ${channel}`, exact: true }).click();
  await expect(page.getByRole('button', { name: 'Measure both' })).toBeDisabled();
  await page.getByRole('button', { name: 'Channel 12 12' }).click();
  await page.getByRole('button', { name: 'Measure both' }).click();
  await expect(page.getByRole('row', { name: 'Your channels: 0, 1, 2 and 12' })).toBeVisible({ timeout: 120_000 });
  await expect(page.locator('.experiment-told .figure-title')).toBeVisible();
  await expectAccessible(page, 'exercise');

  await openLesson(page, '#learn?lesson=greedy&step=8');
  await current(page).waitFor();
  await page.getByRole('button', { name: /^Channel 5, / }).click();
  await expect(page.getByText(/^By your hand, first: 5;/)).toBeVisible({ timeout: 120_000 });
});

test('a word leads to its entry in the glossary by keyboard, a symbol by mouse; the teacher makes a link', async ({
  page,
}) => {
  await openLesson(page, '#learn?lesson=greedy');
  await current(page).getByRole('button', { name: 'channels' }).press('Enter');
  await page.getByRole('link', { name: 'In the glossary' }).click();
  await expect(page).toHaveURL(/lesson=glossary&term=channel$/);
  await expect(page.locator('#term-channel')).toHaveAttribute('aria-current', 'true');
  await expectAccessible(page, 'glossary');

  await openLesson(page, '#learn?lesson=greedy&step=2');
  await current(page).getByRole('button', { name: 'gradient' }).hover();
  await current(page).getByRole('link', { name: 'In the glossary' }).click();
  await expect(page.locator('#term-G')).toHaveAttribute('aria-current', 'true');

  await openLesson(page, '#learn?lesson=teacher');
  await page.getByRole('combobox', { name: 'Lesson' }).selectOption('greedy');
  await page.getByRole('combobox', { name: 'Step' }).selectOption('4: And which one second?');
  await page.getByRole('group', { name: 'Lock' }).getByLabel('predictions').check();
  await expect(page.getByRole('link', { name: '#learn?lesson=greedy&step=4&lock=predictions' })).toBeVisible();
  await expectAccessibleAtSizes(page);
});

test('the list of lessons is accessible at every size', async ({ page }) => {
  await openLesson(page, '#learn?lesson=greedy');
  await page.getByRole('link', { name: 'All lessons' }).first().click();
  await expect(page.getByRole('heading', { name: 'Lessons' })).toBeVisible();
  await expectAccessibleAtSizes(page);
});
