import type { Dataset, ImagePart } from '../data/dataset';
import type { ImageSource, LoadedImages } from '../io/images/source';
import type { Network } from '../network/network';
import type { Scaling } from '../network/scaling';
import { outputNames } from './matchClasses';
import { type Wanted, wantedBy } from './wanted';

/** A source with its images, loaded for a network. */
export interface SourceImages {
  readonly source: ImageSource;
  readonly loaded: LoadedImages;
}

/** Loads a source's images for a network. */
export async function loadFor(network: Network, source: ImageSource): Promise<SourceImages> {
  return { source, loaded: await source.load(wantedBy(network).shape) };
}

/** A data set as a source: its images are there already. */
export function datasetSource({ name, classes, shape, train, test }: Dataset): ImageSource {
  return { name, classes, load: async (): Promise<LoadedImages> => ({ shape, train, test, skipped: [], notes: [] }) };
}

/**
 * Loaded images as the network's data set.
 *
 * @param outputOf the output that each class of the images is
 */
export function datasetOf(
  { source, loaded }: SourceImages,
  wanted: Wanted,
  outputOf: readonly number[],
  scaling: Scaling,
): Dataset {
  const relabel = (part: ImagePart): ImagePart => ({
    ...part,
    labels: part.labels.map((label) => outputOf[label] ?? 0),
  });
  const [height, width] = wanted.shape;
  return {
    name: source.name,
    classes: outputNames(source.classes ?? [], outputOf, wanted),
    shape: loaded.shape,
    resizeTo: [height, width],
    scaling,
    train: relabel(loaded.train),
    test: relabel(loaded.test),
  };
}
