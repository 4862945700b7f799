import { InputError } from '../../errors';
import { limits } from '../../limits';

/** Labels as indices of the classes that they tell of. */
export interface Classes {
  /** In order: numbers by size, words as text. */
  readonly names: readonly string[];
  /** One list a part. */
  readonly labels: readonly Uint16Array[];
}

/**
 * The classes that the labels of one or two parts tell of.
 *
 * @param found the values of the labels, each once
 * @throws InputError if there are more classes than labels can count
 */
export function classesOf<Label extends number | string>(parts: ReadonlyArray<ArrayLike<Label>>): Classes {
  const places = new Map<Label, number>();
  for (const part of parts)
    for (let at = 0; at < part.length; at++) {
      places.set(part[at]!, 0);
      if (places.size > limits.classes) throw new InputError('labels.classes', { most: limits.classes });
    }
  const found = [...places.keys()].sort((a, b) => (a < b ? -1 : 1));
  for (const [place, label] of found.entries()) places.set(label, place);
  return {
    names: found.map(String),
    labels: parts.map((part) => Uint16Array.from(part, (label) => places.get(label)!)),
  };
}
