import { expect, test } from 'vitest';
import { setLanguage } from '../language';
import { bringLessonWords, lessonFiles } from '../lessons/languages';
import { loadWords, textsIn } from '../testing/texts';
import type { Translation } from '../text';

await loadWords();
await setLanguage('zh');
await bringLessonWords(...lessonFiles);

const placesOf = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

const english = textsIn('en');
const chinese = textsIn('zh');

test('every text is there in Chinese, and no other', () => {
  expect(english.size).toBeGreaterThan(1000);
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

/** Names and units, which are the same in both languages. */
const names = new RegExp(
  [
    /^(MobileNet(V2)?|VGGNet|(SE-)?ResNet-\d+|DenseNet-BC-\d+) \((CIFAR|ImageNet)\)$/,
    /^(DCP(-Adapt)?|DKP|FPGM|APoZ|Taylor|ThiNet|CP|Slimming)$/,
    /^[A-Z][a-z]+ et al\., .* \d{4}$/,
    /^(TensorFlow\.js|Keras \d) \(\.\w+\)$/,
    /^(FLOPs|ms|kB|K|M|λ|L|L_M|L_S|λ L_S|ε（DCP-Adapt）|n =|（npm run data）)$/,
    /^zh-CN$/,
    /^[\p{P}\p{S}\s\d]*$/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'u',
);

test('no text is left in English but names and units', () => {
  const withoutPlaces = (text: string) => text.replace(/\{\{\w+\}\}/g, '');
  const left = [...chinese].filter(
    ([, text]) => !/\p{Script=Han}/u.test(text) && !names.test(withoutPlaces(text).trim()),
  );
  expect(left).toEqual([]);
});

test('no Chinese is left in English', () => {
  expect([...english].filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([]);
});

test('Chinese has the marks of Chinese, and a space between it and Latin words', () => {
  const han = '\\p{Script=Han}';
  const odd = new RegExp(`${han}[,;:?!()]|[,;:?!()]${han}|${han}\\.( |$)|${han}[A-Za-z0-9]|[A-Za-z0-9]${han}`, 'u');
  expect([...chinese].filter(([, text]) => odd.test(text))).toEqual([]);
});

test('Chinese has one word for each thing: of its synonyms one alone', () => {
  const others = /通道|剪枝|过滤器|鉴别感知|判别感知|置信度区间|批次大小/;
  expect([...chinese].filter(([, text]) => others.test(text))).toEqual([]);
});
