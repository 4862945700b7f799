import { z } from 'zod';
import { InputError } from '../engine/errors';
import { followLanguage, isLanguage, type Language, languageOn, languages, setLanguage } from '../words/language';
import { frameWords } from '../words/views';
import { tried } from './tried';

const key = 'espalier-language';

/** The page begins in the language of its address (`?lang=zh`), else in the one chosen last, else in the browser's. */
export const firstLanguage = (search: string, kept: string | null, preferred: readonly string[]): Language =>
  [new URLSearchParams(search).get('lang'), kept, ...preferred.map((tag) => tag.split('-')[0])].find(isLanguage) ??
  'en';

/** What zod says of values that it refuses, which stands in errors. */
const refusals = {
  en: () => import('zod/v4/locales/en.js'),
  zh: () => import('zod/v4/locales/zh-CN.js'),
} as const satisfies Readonly<Record<Language, unknown>>;

async function putOn(language: Language): Promise<void> {
  const { default: says } = await refusals[language]();
  await setLanguage(language);
  z.config(says());
}

/** Puts the first language on. The document says from then on which is on. A language that does not come leaves English. */
export async function startLanguage(): Promise<void> {
  followLanguage(() => {
    document.documentElement.lang = languages[languageOn()].tag;
    document.title = frameWords.title;
  });
  addEventListener('popstate', tellAddress);
  const kept = tried(() => localStorage.getItem(key));
  const first = firstLanguage(location.search, kept, navigator.languages);
  if (first === languageOn()) return;
  await putOn(first).then(tellAddress, console.error);
}

/** A person's choice: the browser keeps it, and the address says it. @throws InputError if its words do not come */
export async function chooseLanguage(language: Language): Promise<void> {
  await putOn(language).catch(() => {
    throw new InputError('language.missing', { language: languages[language].name });
  });
  tried(() => localStorage.setItem(key, language));
  tellAddress();
}

/** A link that is copied from here opens in the same language. English needs no word unless another was said. */
function tellAddress(): void {
  const address = new URL(location.href);
  if ((address.searchParams.get('lang') ?? 'en') === languageOn()) return;
  address.searchParams.set('lang', languageOn());
  history.replaceState(history.state, '', address);
}
