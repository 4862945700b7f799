/** The languages of the page. */
import { i18n } from './translated';

/** Each by its own name, and by its tag (BCP 47) for the browser. */
export const languages = {
  en: { name: 'English', tag: 'en' },
  zh: { name: '简体中文', tag: 'zh-CN' },
} as const;

export type Language = keyof typeof languages;

export const isLanguage = (id: unknown): id is Language => typeof id === 'string' && Object.hasOwn(languages, id);

export const languageIds = Object.keys(languages).filter(isLanguage);

export const languageOn = (): Language => (isLanguage(i18n.language) ? i18n.language : 'en');

/** Brings the words of a language and puts it on. @throws where its words cannot be loaded: the language stays */
export async function setLanguage(language: Language): Promise<void> {
  if (language === 'zh') await addChinese();
  await i18n.changeLanguage(language);
}

/** Calls `then` whenever another language is on. @returns what ends that */
export function followLanguage(then: () => void): () => void {
  i18n.on('languageChanged', then);
  return () => i18n.off('languageChanged', then);
}

async function addChinese(): Promise<void> {
  const modules = await import('./zh');
  for (const [module, tables] of Object.entries(modules))
    for (const [table, words] of Object.entries(tables)) i18n.addResourceBundle('zh', `${module}.${table}`, words);
}
