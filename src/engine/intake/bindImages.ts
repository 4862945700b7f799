import type { ImageNote } from '../../words/images';
import { type Checkpoint, proceed } from '../checkpoint';
import type { Dataset } from '../data/dataset';
import type { Network } from '../network/network';
import { outputNames } from './matchClasses';
import { type LabelledShare, withPredictions } from './predictedLabels';
import { type Choices, type RatedWays, rateWays } from './rateWays';
import { datasetOf, type SourceImages } from './sourceImages';
import { type Wanted, wantedBy } from './wanted';

/** Images made ready for a network. */
export interface BoundImages extends RatedWays {
  readonly dataset: Dataset;
  /** False if the labels are what the network itself predicts. */
  readonly isLabelled: boolean;
  readonly skipped: readonly string[];
  /** What else someone should know of how the images were taken. */
  readonly notes: readonly ImageNote[];
  /** The output that each class of the images is; empty if there are no labels. */
  readonly outputOf: readonly number[];
}

/** How images are bound, where that is not left to the network. */
export interface Binding extends Choices {
  /** Nobody has trained the network: its outputs become the images' classes, in order. */
  readonly isUntrained?: boolean;
  readonly labels?: LabelledShare;
  /** Once a batch. */
  readonly pass?: Checkpoint;
}

/**
 * Binds images to a network: matches classes, finds the scaling, and labels images that nobody has labelled by the
 * network's own predictions.
 *
 * @throws ClassesUnmatched
 */
export async function bindImages(
  network: Network,
  images: SourceImages,
  { isUntrained = false, labels = 'whole', pass = proceed, ...chosen }: Binding = {},
): Promise<BoundImages> {
  const { source, loaded } = images;
  const wanted = wantedBy(network);
  const choices = isUntrained ? { outputOf: inOrder(source.classes, wanted), ...chosen } : chosen;
  const { scalings, matchings } = await rateWays(network, images, choices, pass);
  const outputOf = matchings[0]?.outputOf ?? [];
  const dataset = datasetOf(images, wanted, outputOf, choices.scaling ?? scalings[0]!.scaling);
  const { skipped, notes } = loaded;
  const isLabelled = source.classes !== undefined;
  const common = { isLabelled, skipped, notes, scalings, matchings, outputOf };
  if (isLabelled) return { dataset, ...common };
  const named = { ...dataset, classes: outputNames([], [], wanted), isPredicted: true };
  return { dataset: await withPredictions(network, named, labels, pass), ...common };
}

/** The first outputs, if there are enough. */
const inOrder = (classes: readonly string[] = [], { outputs }: Wanted): number[] | undefined =>
  classes.length > outputs ? undefined : [...classes.keys()];
