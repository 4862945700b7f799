import type { Page } from '@playwright/test';

/** @param from what the menu of languages is called now */
export async function chooseLanguage(page: Page, from: string, to: string): Promise<void> {
  const menu = page.getByRole('combobox', { name: from });
  await menu.focus();
  await menu.selectOption(to);
}
