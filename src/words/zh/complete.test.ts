import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { setLanguage } from '../language';
import type { Translation } from '../text';
import { i18n } from '../translated';

const files = readdirSync('src/words', { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.ts$/.test(file) && !/\.test\.ts$|^zh\//.test(file),
);
for (const file of files) await import(`../${file.replace(/\.ts$/, '')}.ts`);
await setLanguage('zh');

/** Texts of a language, each by its table and its place there. */
const textsIn = (language: string): Map<string, string> =>
  new Map(Object.entries(i18n.getDataByLanguage(language) ?? {}).flatMap(([table, words]) => textsOf(words, table)));

function textsOf(words: unknown, place: string): Array<[string, string]> {
  if (typeof words === 'string') return [[place, words]];
  return Object.entries(Object(words)).flatMap(([id, part]) => textsOf(part, `${place}/${id}`));
}

const placesOf = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

const chinese = textsIn('zh');
const english = textsIn('en');

test('every text is there in Chinese, and no other', () => {
  expect(english.size).toBeGreaterThan(10);
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
});

test('every text has the places of the English one', () => {
  const other = [...english].filter(([id, text]) => `${placesOf(text)}` !== `${placesOf(chinese.get(id) ?? '')}`);
  expect(other.map(([id]) => id)).toEqual([]);
});

test('a text without a place of the English one is no translation: the compiler refuses it', () => {
  type Words = Translation<{ readonly of: 'step {{step}} of {{steps}}' }>;
  const whole: Words = { of: '共 {{steps}} 步，第 {{step}} 步' };
  // @ts-expect-error it has no place for the step
  const lacking: Words = { of: '共 {{steps}} 步' };
  expect(placesOf(whole.of)).not.toEqual(placesOf(lacking.of));
});
