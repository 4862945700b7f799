import { afterEach, expect, test } from 'vitest';
import { languageOn, setLanguage } from './language';
import { i18n, translated } from './translated';
import { viewNames } from './views';

const english = {
  plain: 'plain',
  filled: 'of {{layer}}, $t(plain)',
  'a.dotted-id': ['problem', 'remedy'],
  deep: { er: { word: 'deep' } },
  1: 'one',
} as const;

const table = translated('translated.table', english);

i18n.addResourceBundle('zh', 'translated.table', {
  plain: '平',
  filled: '{{layer}} 的',
  'a.dotted-id': ['问题', '办法'],
  deep: { er: { word: '深' } },
});

afterEach(() => setLanguage('en'));

test('in English a table is what it was made from', () => {
  expect(table).toEqual(english);
  expect(JSON.stringify(table)).toBe(JSON.stringify(english));
  expect(table.filled).toBe('of {{layer}}, $t(plain)');
});

test('in another language every way to read a table gives its words; a word that it lacks stays English', async () => {
  await setLanguage('zh');
  expect(languageOn()).toBe('zh');
  expect(table.plain).toBe('平');
  expect(table.filled).toBe('{{layer}} 的');
  expect(table.deep.er.word).toBe('深');
  expect(table[1]).toBe('one');
  const [problem, remedy] = table['a.dotted-id'];
  expect([problem, remedy]).toEqual(['问题', '办法']);
  expect(Object.keys(table)).toEqual(Object.keys(english));
  expect(Object.values(table.deep.er)).toEqual(['深']);
  expect(table.deep).toBe(table.deep);
  expect(viewNames.prune).toBe('裁剪');
});

test('a language is taken off again', async () => {
  await setLanguage('zh');
  await setLanguage('en');
  expect(table).toEqual(english);
  expect(viewNames.prune).toBe('Prune');
});
