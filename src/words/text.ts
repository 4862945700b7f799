import { translated } from './translated';

/** Values for the places of a text. */
export type Params = Readonly<Record<string, string | number>>;

/** The names of the places `{{name}}` in a text. */
export type PlacesIn<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlacesIn<Rest>
  : never;

/** What fills the places of a text: a value for each, and no others. */
export type ParamsOf<Text extends string> = Readonly<Record<PlacesIn<Text>, string | number>>;

/** A table of the same ids in another language; each text has the places of the English one, in any order. */
export type Translation<Table> = Table extends string
  ? WithPlaces<Table>
  : { readonly [Id in keyof Table]: Translation<Table[Id]> };

type WithPlaces<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? `${string}{{${Name}}}${string}` & WithPlaces<Rest>
  : string;

/** How texts are put together. */
export const joints = translated('text.joints', {
  /** The tag of the conventions by which numbers, times and lists are written. */
  locale: 'en-GB',
  and: ' and ',
  aside: ', ',
  between: ' ',
  colon: ': ',
  comma: ', ',
  semicolon: '; ',
  stop: '.',
  quoted: '“{{words}}”',
});

/** Words as a sentence: a capital first, and a full stop. */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}${joints.stop}`;

/** Sentences behind each other; those that are not there are passed over. */
export const joinSentences = (sentences: ReadonlyArray<string | false | undefined>): string =>
  sentences.filter(Boolean).join(joints.between);

/** What something is, behind its name. */
export const captioned = (name: string, told: string): string => `${name}${joints.colon}${told}`;

/** A name in quotation marks. */
export const quoted = (words: string): string => fill(joints.quoted, { words });

/** A value that says which text of a table it is, with what fills its places. */
export type Told<Table extends Readonly<Record<string, string>>> = {
  [Code in keyof Table]: { readonly code: Code } & ParamsOf<Table[Code]>;
}[keyof Table];

/** The text with its places filled; a place without a value stays as it is. */
export const fill = (text: string, params: Params): string =>
  text.replace(/\{\{(\w+)\}\}/g, (place, name) => String(params[name] ?? place));
