import { expect, test } from 'vitest';
import { firstLanguage } from './followLanguage';

test('the address decides on the language, else what was chosen last, else the browser', () => {
  expect(firstLanguage('?backend=wasm&lang=zh', 'en', ['en-GB'])).toBe('zh');
  expect(firstLanguage('', 'en', ['zh-CN', 'en'])).toBe('en');
  expect(firstLanguage('', null, ['zh-CN', 'en'])).toBe('zh');
  expect(firstLanguage('', null, ['pt-BR', 'en-GB', 'zh'])).toBe('en');
});

test('a language that the page does not have is passed over', () => {
  expect(firstLanguage('?lang=xx', 'zh', [])).toBe('zh');
  expect(firstLanguage('?lang=toString', '__proto__', ['pt'])).toBe('en');
});
