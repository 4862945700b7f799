import { InputError, messageOf } from '../../errors';
import { limits } from '../../limits';

const mostNested = 200;

/** The first characters that count: a byte order mark and blanks may stand before a JSON text. */
export function startsAsJson(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 64));
  return /^[{[]/.test(head.trimStart());
}

/** As much of a JSON text as tells what it is about; undefined of anything else. */
export const jsonHead = (bytes: Uint8Array): string | undefined =>
  startsAsJson(bytes) ? new TextDecoder().decode(bytes.subarray(0, 2 ** 20)) : undefined;

/** A JSON text. @throws InputError without the file's name */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length > limits.json) throw new InputError('json.long', { bytes: bytes.length, most: limits.json });
  return parseJsonText(new TextDecoder().decode(bytes));
}

/** The same of a file that a model can do without: nothing if it is no JSON. */
export function tryParseJson(json: Uint8Array | string): unknown {
  try {
    return typeof json === 'string' ? parseJsonText(json) : parseJson(json);
  } catch {
    return undefined;
  }
}

/** @throws InputError */
export function parseJsonText(text: string): unknown {
  checkNesting(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError('json.broken', { message: messageOf(error) });
  }
}

/** What works on a value calls itself for every level. */
function checkNesting(text: string): void {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (character === '\\') at++;
    else if (isQuoted) continue;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > mostNested) throw new InputError('json.deep', { most: mostNested });
  }
}
