import { InputError } from '../engine/errors';

/** Arguments in which a negative number is the value of the option before it, not an option: `--seed -1`. */
export const withNegatives = (args: readonly string[]): string[] =>
  args.reduce<string[]>((joined, arg) => {
    const option = joined.at(-1);
    if (option !== undefined && /^--[^=]+$/.test(option) && /^-[\d.]/.test(arg))
      joined.splice(-1, 1, `${option}=${arg}`);
    else joined.push(arg);
    return joined;
  }, []);

/** The number that an option was given; NaN for what is none, an empty text among it. */
export const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** @throws InputError naming the range if it is no number within it */
export function numberWithin(
  option: string,
  text: string,
  [least, most]: readonly [number, number],
  isWhole = true,
): number {
  const value = numberOf(text);
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
  throw new InputError(isWhole ? 'option.whole-number' : 'option.number', { option, value: text, least, most });
}

/** A value of a table by an option. @throws InputError naming the choices */
export function chosen<Value>(option: string, name: string, table: Readonly<Record<string, Value>>): Value {
  const value = Object.hasOwn(table, name) ? table[name] : undefined;
  if (value === undefined)
    throw new InputError('option.choice', { option, value: name, choices: Object.keys(table).join(', ') });
  return value;
}
