import { i18n } from '../translated';

/** Loads every file of words, so that their English tables are there. */
export async function loadWords(): Promise<void> {
  const files = import.meta.glob(['../**/*.ts', '!../**/*.test.ts', '!../zh/**', '!../testing/**']);
  for (const load of Object.values(files)) await load();
}

/** Texts of a language, each by its table and its place there. */
export const textsIn = (language: string): Map<string, string> =>
  new Map(Object.entries(i18n.getDataByLanguage(language) ?? {}).flatMap(([table, words]) => textsOf(words, table)));

function textsOf(words: unknown, place: string): Array<[string, string]> {
  if (typeof words === 'string') return [[place, words]];
  return Object.entries(Object(words)).flatMap(([id, part]) => textsOf(part, `${place}/${id}`));
}
