import { expect, type Page, test } from '@playwright/test';
import { openStudio, unfoldTraining } from './studio';

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, min: 60, s: 1 };

/** Seconds that a run takes at least and at most, as the bar tells before it begins; none while it does not tell. */
async function expectedRange(page: Page): Promise<number[]> {
  const told = (await page.getByRole('region', { name: 'Run', exact: true }).textContent()) ?? '';
  const [, ...range] = /a run takes about (.+) to (.+) here/.exec(told) ?? [];
  return range.map((text) =>
    Array.from(text.matchAll(/(\d+) (h|min|s)/g), ([, amount, unit]) => Number(amount) * unitSeconds[unit!]!).reduce(
      (sum, seconds) => sum + seconds,
      0,
    ),
  );
}

test('the form says what the run will do: no number is passed over, a preset is lit while it is kept to', async ({
  page,
}) => {
  await openStudio(page, 'wasm');
  const lambda = page.getByLabel('λ', { exact: true });
  await expect(
    page.getByRole('button', { name: /^Method and training: DCP, preset “Quick”, 24 epochs/ }),
  ).toBeVisible();
  await expect(lambda).toBeHidden();
  await unfoldTraining(page);
  await expect(lambda).toBeVisible();
  const preset = (name: string) => page.getByRole('radio', { name, exact: true });
  const epochs = page.getByLabel('Fine-tuning epochs');
  const before = await epochs.inputValue();
  await expect(preset('Quick')).toBeChecked();

  let [low = 0, high = 0] = await expectedRange(page);
  await expect
    .poll(
      async () => {
        [low = 0, high = 0] = await expectedRange(page);
        return high;
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  expect(low).toBeGreaterThan(0);
  expect(high).toBeGreaterThanOrEqual(low);
  await epochs.fill('960');
  await expect.poll(async () => (await expectedRange(page))[0], { timeout: 60_000 }).toBeGreaterThan(high);
  await epochs.fill(before);

  await epochs.fill('');
  await epochs.blur();
  await expect(epochs).toHaveValue(before);
  await expect(preset('Quick')).toBeChecked();

  await epochs.fill('1e9');
  await epochs.blur();
  await expect(epochs).toHaveValue('1e9');
  await expect(page.getByText('Fine-tuning epochs: from 0 to 1000')).toBeVisible();

  await epochs.fill('7');
  for (const name of ['Quick', 'Balanced', 'Paper']) await expect(preset(name)).not.toBeChecked();
  await page.getByText('Quick', { exact: true }).click();
  await expect(epochs).toHaveValue(before);

  await expect(page.getByText('Prune rate 50%')).toBeVisible();
  await page.getByRole('radio', { name: /DCP-Adapt/ }).check();
  await expect(page.getByText('Prune rate 50%')).toBeHidden();
});
