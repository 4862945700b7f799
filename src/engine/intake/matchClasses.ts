import type { ErrorParams } from '../../words/errors';
import { InputError } from '../errors';
import type { Wanted } from './wanted';

const few = (names: readonly string[]): string => `${names.slice(0, 6).join(', ')}${names.length > 6 ? ', ...' : ''}`;

/** Images whose classes are not the network's: someone has to say which output each is. */
export class ClassesUnmatched extends InputError<Mismatch> {
  constructor(
    readonly found: readonly string[],
    readonly wanted: Wanted,
  ) {
    super(...mismatch(found, wanted));
  }
}

type Mismatch = 'classes.many' | 'classes.unmatched' | 'classes.unnamed';

function mismatch(found: readonly string[], { outputs, classes }: Wanted): [Mismatch, ErrorParams<Mismatch>] {
  const names = few(found);
  if (found.length > outputs) return ['classes.many', { count: found.length, found: names, outputs }];
  return classes
    ? ['classes.unmatched', { found: names, known: few(classes) }]
    : ['classes.unnamed', { found: names, outputs }];
}

/**
 * How classes are matched to outputs: by the outputs' names; by the numbers that they are called; in the order of
 * numbers (0, 1, 2, 10) or as they are listed; in the order of text, as Keras lists folders (0, 1, 10, 2); by a person.
 */
export type MatchingRule = 'names' | 'numbers' | 'order' | 'text' | 'person';

export interface Matching {
  readonly rule: MatchingRule;
  /** The output that each class of the images is. */
  readonly outputOf: readonly number[];
}

/**
 * The ways in which the images' classes may be the network's outputs, likeliest first; none if someone has to say.
 *
 * @throws ClassesUnmatched if there are more classes than outputs
 */
export function matchingsOf(found: readonly string[], wanted: Wanted): Matching[] {
  const { outputs, classes } = wanted;
  if (found.length > outputs) throw new ClassesUnmatched(found, wanted);
  const named = classes && (ranksIn(classes, found) ?? ranksIn(classes.map(plain), found.map(plain)));
  if (named) return [{ rule: 'names', outputOf: named }];
  const areNumbers = found.every((name) => /^\d+$/.test(name));
  if (classes && !areNumbers) return [];
  const isFull = found.length === outputs;
  const isListedAsText = found.join('\n') === [...found].sort().join('\n');
  const asListed = { rule: isListedAsText ? 'text' : 'order', outputOf: [...found.keys()] } as const;
  const inOrder = { rule: 'order', outputOf: ranksIn([...found].sort(collator.compare), found) } as const;
  const amongAll = { rule: 'text', outputOf: ranksIn(numbersAsText(outputs), found) } as const;
  const candidates: Array<{ rule: MatchingRule; outputOf: readonly number[] | undefined }> = [
    ...(areNumbers ? [{ rule: 'numbers', outputOf: found.map(Number) } as const] : []),
    ...(areNumbers && isFull ? [inOrder] : []),
    ...(isFull ? [asListed] : []),
    ...(isFull && isListedAsText ? [inOrder] : []),
    ...(areNumbers && isListedAsText && !isFull ? [amongAll] : []),
  ];
  const seen = new Set<string>();
  return candidates.flatMap(({ rule, outputOf }) => {
    if (!outputOf || !areOutputs(outputOf, outputs) || seen.has(outputOf.join())) return [];
    seen.add(outputOf.join());
    return [{ rule, outputOf }];
  });
}

/** Numbers within names count as numbers. */
const collator = new Intl.Collator('en', { numeric: true });

const numbersAsText = (count: number): string[] => Array.from({ length: count }, (_, number) => String(number)).sort();

/** Where each name stands in a list; undefined if one is not in it, or in it twice. */
function ranksIn(list: readonly string[], names: readonly string[]): number[] | undefined {
  const ranks = new Map<string, number | undefined>();
  for (const [rank, name] of list.entries()) ranks.set(name, ranks.has(name) ? undefined : rank);
  const found = names.flatMap((name) => ranks.get(name) ?? []);
  return found.length === names.length ? found : undefined;
}

/** Outputs that there are, no two of them the same. */
const areOutputs = (outputOf: readonly number[], outputs: number): boolean =>
  outputOf.every((output) => output < outputs) && new Set(outputOf).size === outputOf.length;

/** A name however it is spelt; one of signs alone as it is. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || name;

/** Names of a network's outputs: its own, else the classes that were matched to them, else numbers. */
export function outputNames(found: readonly string[], outputOf: readonly number[], wanted: Wanted): string[] {
  const matched = new Map(outputOf.map((output, index) => [output, found[index]]));
  return Array.from(
    { length: wanted.outputs },
    (_, output) => wanted.classes?.[output] ?? matched.get(output) ?? String(output),
  );
}

/** Outputs that a person has chosen. @throws InputError if they are not one output for every class */
export function checkOutputs(outputOf: readonly number[], found: readonly string[], { outputs }: Wanted): void {
  const wrong = outputOf.findIndex((output) => !(Number.isInteger(output) && output >= 0 && output < outputs));
  if (outputOf.length !== found.length || wrong >= 0)
    throw new InputError('classes.places', {
      count: outputOf.length,
      places: few(outputOf.map(String)),
      classes: found.length,
      outputs,
      last: outputs - 1,
    });
}
