import { expect, test } from '@playwright/test';
import { openStudio, unfoldTraining } from './studio';

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
