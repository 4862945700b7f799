import type { Page } from '@playwright/test';

/** What stays Latin in Chinese: names of papers, formats and commands. */
const names = /TensorFlow\.js|[A-Z][a-z]+ et al\., [\w ]+|npm run data|Deep Compression/g;

/** Runs of two or more Latin words, in what is seen and in what is heard; code is left out. */
export async function latinIn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const heard = ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'placeholder', 'alt'];
    const all = [...document.querySelectorAll('body *')].filter(
      (element) => !element.closest('pre, style, script') && element.getAttribute('lang') === null,
    );
    return all.flatMap((element) => [
      ...heard.map((name) => element.getAttribute(name) ?? ''),
      element instanceof HTMLInputElement ? element.value : '',
      ...[...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '')),
    ]);
  });
  return texts.filter((text) => /[a-z]{2,}[,.:;]? [a-z]{2,}/i.test(text.replace(names, '')));
}
