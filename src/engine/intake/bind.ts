import type { ErrorParams } from '../../words/errors';
import type { Dataset, ImagePart, ImageShape } from '../data/dataset';
import { InputError } from '../errors';
import type { ImageSource, LoadedImages } from '../io/images/source';
import type { Scaling } from '../network/scaling';

/** What a network asks of its images. */
export interface Wanted {
  readonly shape: ImageShape;
  /** Outputs of the network, one a class. */
  readonly outputs: number;
  /** Names of the outputs, where the network's file tells them. */
  readonly classes?: readonly string[];
}

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
  readonly places: readonly number[];
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
  if (named) return [{ rule: 'names', places: named }];
  const areNumbers = found.every((name) => /^\d+$/.test(name));
  if (classes && !areNumbers) return [];
  const isFull = found.length === outputs;
  const isListedAsText = found.join('\n') === [...found].sort().join('\n');
  const asListed = { rule: isListedAsText ? 'text' : 'order', places: [...found.keys()] } as const;
  const inOrder = { rule: 'order', places: ranksIn([...found].sort(collator.compare), found) } as const;
  const amongAll = { rule: 'text', places: ranksIn(numbersAsText(outputs), found) } as const;
  const candidates: Array<{ rule: MatchingRule; places: readonly number[] | undefined }> = [
    ...(areNumbers ? [{ rule: 'numbers', places: found.map(Number) } as const] : []),
    ...(areNumbers && isFull ? [inOrder] : []),
    ...(isFull ? [asListed] : []),
    ...(isFull && isListedAsText ? [inOrder] : []),
    ...(areNumbers && isListedAsText && !isFull ? [amongAll] : []),
  ];
  const seen = new Set<string>();
  return candidates.flatMap(({ rule, places }) => {
    if (!places || !arePlaces(places, outputs) || seen.has(places.join())) return [];
    seen.add(places.join());
    return [{ rule, places }];
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
const arePlaces = (places: readonly number[], outputs: number): boolean =>
  places.every((place) => place < outputs) && new Set(places).size === places.length;

/** A name however it is spelt; one of signs alone as it is. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || name;

/** Names of a network's outputs: its own, else the classes that were matched to them, else numbers. */
export function outputNames(found: readonly string[], places: readonly number[], wanted: Wanted): string[] {
  const matched = new Map(places.map((place, index) => [place, found[index]]));
  return Array.from(
    { length: wanted.outputs },
    (_, output) => wanted.classes?.[output] ?? matched.get(output) ?? String(output),
  );
}

/** Places that a person has chosen. @throws InputError if they are not one output for every class */
export function checkPlaces(places: readonly number[], found: readonly string[], { outputs }: Wanted): void {
  const wrong = places.findIndex((place) => !(Number.isInteger(place) && place >= 0 && place < outputs));
  if (places.length !== found.length || wrong >= 0)
    throw new InputError('classes.places', {
      count: places.length,
      places: few(places.map(String)),
      classes: found.length,
      outputs,
      last: outputs - 1,
    });
}

/**
 * Loaded images as the network's data set.
 *
 * @param places the output that each class of the images is
 */
export function bindImages(
  source: ImageSource,
  loaded: LoadedImages,
  wanted: Wanted,
  places: readonly number[],
  scaling: Scaling,
): Dataset {
  const relabel = ({ images, labels }: ImagePart): ImagePart => ({
    images,
    labels: labels.map((label) => places[label] ?? 0),
  });
  const [height, width] = wanted.shape;
  return {
    name: source.name,
    classes: outputNames(source.classes ?? [], places, wanted),
    shape: loaded.shape,
    resizeTo: [height, width],
    scaling,
    train: relabel(loaded.train),
    test: relabel(loaded.test),
  };
}
