import type { ImageSource, LoadedImages } from '../io/images/source';
import type { Dataset, ImagePart, ImageShape } from './dataset';
import type { Scaling } from './scaling';

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
export class ClassesUnmatched extends Error {
  constructor(
    readonly found: readonly string[],
    readonly wanted: Wanted,
  ) {
    const { outputs, classes } = wanted;
    super(
      found.length > outputs
        ? `the images are of ${found.length} classes (${few(found)}), but the network tells ${outputs} apart; leave some out`
        : `the images' classes (${few(found)}) do not match the network's (${classes ? few(classes) : `${outputs} outputs without names`}); name the folders after them, or match them by hand`,
    );
  }
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The output that each class of the images is: by name, or in order where the counts agree. Undefined if neither
 * tells: someone has to say.
 *
 * @throws ClassesUnmatched if there are more classes than outputs
 */
export function matchClasses(found: readonly string[], wanted: Wanted): number[] | undefined {
  const { outputs, classes } = wanted;
  if (found.length > outputs) throw new ClassesUnmatched(found, wanted);
  if (classes) {
    const names = classes.map(plain);
    const places = found.map((name) => names.indexOf(plain(name)));
    if (places.every((place) => place >= 0)) return places;
  }
  if (found.every((name) => /^\d+$/.test(name) && Number(name) < outputs)) return found.map(Number);
  return found.length === outputs && !classes ? found.map((_, index) => index) : undefined;
}

/** Names of a network's outputs: its own, else the classes that were matched to them, else numbers. */
export function outputNames(found: readonly string[], places: readonly number[], wanted: Wanted): string[] {
  return Array.from({ length: wanted.outputs }, (_, output) => {
    const matched = places.indexOf(output);
    return wanted.classes?.[output] ?? found[matched] ?? String(output);
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
