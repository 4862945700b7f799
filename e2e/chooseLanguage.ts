import type { Page } from '@playwright/test';

/** @param from what the menu of languages is called now */
export async function chooseLanguage(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('combobox', { name: from }).selectOption(to);
}
