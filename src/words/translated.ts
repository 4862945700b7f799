import { createInstance } from 'i18next';

/** All tables, by language and name. English is built in; tables of another language are added before it is on. */
export const i18n = createInstance();

/** No id of a word has a slash; many have dots and colons. */
const separator = '/';

void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  keySeparator: separator,
  nsSeparator: false,
});

/**
 * A table of words in the language that is on: `english` in English, else the table of that name of the language. Words
 * are looked up when they are read, so read them where they are shown: what is taken from a table while a file loads
 * stays English.
 * @param name the file below `words`, a dot, and the name that the table is exported by: `views.viewNames`
 */
export function translated<const Table extends object>(name: string, english: Table): Table {
  i18n.addResourceBundle('en', name, english);
  return lookedUp(english, name, []);
}

/** @param path of this part within its table */
function lookedUp<Part extends object>(english: Part, ns: string, path: readonly string[]): Part {
  const parts = new Map<string, object>();
  const entries: ReadonlyArray<[string, unknown]> = Object.entries(english);
  for (const [key, part] of entries)
    if (typeof part === 'object' && part !== null) parts.set(key, lookedUp(part, ns, [...path, key]));
  return new Proxy(english, {
    get(table, key) {
      const word: unknown = Reflect.get(table, key);
      if (typeof key === 'symbol') return word;
      if (typeof word === 'string') return i18n.t([...path, key].join(separator), { ns, skipInterpolation: true });
      return parts.get(key) ?? word;
    },
  });
}
