import { type Checkpoint, proceed } from '../checkpoint';
import { type Dataset, type ImagePart, someImages } from '../data/dataset';
import { InputError } from '../errors';
import type { ImageSource, LoadedImages } from '../io/images/source';
import { limits } from '../limits';
import { classCount } from '../network/logits';
import type { Network } from '../network/network';
import { type Scaling, type ScalingId, scalingId } from '../network/scaling';
import { outputShapes } from '../network/shapes';
import {
  bindImages,
  ClassesUnmatched,
  checkPlaces,
  type Matching,
  matchingsOf,
  outputNames,
  type Wanted,
} from './bind';
import { affordable, predictedLabels, ratePairs, scalesItself, usualScalings } from './detectScaling';

/** Multiply-adds spent on predicting labels: a large network gets fewer images rather than a long wait. */
const predictionEffort = {
  /** Before a run, which learns by them. */
  whole: 1e12,
  /** When a network opens: seconds. */
  opening: 2e10,
} as const;

/** What a person has said about images, in the place of what would be guessed. */
export interface Choices {
  readonly scaling?: Scaling | undefined;
  /** The output that each class of the images is. */
  readonly places?: readonly number[] | undefined;
}

/** One way to do something with images, and how well the network does by it on some training images. */
export interface RatedScaling {
  readonly id: ScalingId;
  readonly scaling: Scaling;
  /** Share of images classified rightly; of images without labels, the mean of the largest class share. */
  readonly rating: number;
}

export interface RatedMatching extends Matching {
  /** Share of images classified rightly. */
  readonly rating: number;
}

/** Images made ready for a network. */
export interface BoundImages {
  readonly dataset: Dataset;
  /** False if the labels are what the network itself predicts. */
  readonly isLabelled: boolean;
  readonly skipped: readonly string[];
  /** What else someone should know of how the images were taken, in sentences. */
  readonly notes: readonly string[];
  /** Ways to scale the images, best first; only the one that the network's file tells of, where it does. */
  readonly scalings: readonly RatedScaling[];
  /** Ways to match the images' classes to outputs, that in use first; none if there are no labels. */
  readonly matchings: readonly RatedMatching[];
  /** The output that each class of the images is; empty if there are no labels. */
  readonly places: readonly number[];
}

/** What a network asks of its images. @throws InputError if it reads no images of 1 or 3 channels */
export function wantedBy(network: Network): Wanted {
  const [, ...input] = outputShapes(network).get(network.input)!;
  const [height, width, channels] = input;
  if (input.length !== 3 || !height || !width || (channels !== 1 && channels !== 3))
    throw new InputError('network.input', { network: network.name, shape: input.join() });
  const outputs = classCount(network);
  if (outputs > limits.classes)
    throw new InputError('network.classes', { network: network.name, outputs, most: limits.classes });
  const classes = network.notes?.classes;
  return { shape: [height, width, channels], outputs, ...(classes?.length === outputs ? { classes } : {}) };
}

/**
 * Matches classes, finds the scaling, and labels images that nobody has labelled by the network's own predictions.
 *
 * @param loaded the source's images, for the network's input
 * @param labels how many images without labels get some: as many as a run learns by, or few
 * @param pass the checkpoint, once a batch
 * @throws ClassesUnmatched
 */
export async function prepareImages(
  network: Network,
  source: ImageSource,
  loaded: LoadedImages,
  choices: Choices = {},
  labels: keyof typeof predictionEffort = 'whole',
  pass: Checkpoint = proceed,
): Promise<BoundImages> {
  const wanted = wantedBy(network);
  const isLabelled = source.classes !== undefined;
  const { scalings, matchings } = await ratedWays(network, source, loaded, choices, pass);
  const places = matchings[0]?.places ?? [];
  const dataset = bindImages(source, loaded, wanted, places, choices.scaling ?? scalings[0]!.scaling);
  const { skipped, notes } = loaded;
  const common = { isLabelled, skipped, notes, scalings, matchings, places };
  if (isLabelled) return { dataset, ...common };
  const named = { ...dataset, classes: outputNames([], [], wanted), isPredicted: true };
  return { dataset: await withPredictions(network, named, predictionEffort[labels], pass), ...common };
}

/** How many of some images without labels a run learns by. */
export const imagesLabelled = (network: Network, count: number): number =>
  affordable(network, predictionEffort.whole, count);

/** BoundImages images with as many predicted labels as a run learns by. */
export const labelWhole = (
  network: Network,
  { dataset }: Pick<BoundImages, 'dataset'>,
  { train, test }: LoadedImages,
  pass: Checkpoint,
): Promise<Dataset> => withPredictions(network, { ...dataset, train, test }, predictionEffort.whole, pass);

async function withPredictions(network: Network, dataset: Dataset, effort: number, pass: Checkpoint): Promise<Dataset> {
  const labelled = async (whole: ImagePart) => {
    const part = someImages(whole, affordable(network, effort, whole.labels.length));
    return { images: part.images, labels: await predictedLabels(network, dataset, part, pass) };
  };
  return { ...dataset, train: await labelled(dataset.train), test: await labelled(dataset.test) };
}

/** The ways to scale the images and to match their classes, best first: pairs are rated together. */
async function ratedWays(
  network: Network,
  source: ImageSource,
  loaded: LoadedImages,
  { scaling: chosen, places }: Choices,
  pass: Checkpoint,
): Promise<Pick<BoundImages, 'scalings' | 'matchings'>> {
  const wanted = wantedBy(network);
  const matchings = waysToMatch(source.classes, wanted, places);
  const asFound = bindImages(source, loaded, wanted, [...(source.classes ?? []).keys()], { kind: 'unit' });
  const told: Scaling | undefined = scalesItself(network) ? { kind: 'bytes' } : network.notes?.scaling;
  const scalings = told ? [told] : usualScalings(asFound);
  const isCertain = told !== undefined && matchings.length <= 1;
  const rated = isCertain
    ? [{ scaling: told, ratings: [1] }]
    : await ratePairs(
        network,
        asFound,
        scalings,
        matchings.map((matching) => matching.places),
        pass,
      );
  const isInUse = ({ scaling }: { scaling: Scaling }) => chosen && scalingId(scaling) === scalingId(chosen);
  const used = rated.some(isInUse) ? rated.filter(isInUse) : rated;
  const ratedMatchings = matchings.map((matching, index) => ({
    ...matching,
    rating: Math.max(...used.map(({ ratings }) => ratings[index]!)),
  }));
  const bestFirst = ratedMatchings.toSorted((a, b) => b.rating - a.rating);
  const best = Math.max(0, ratedMatchings.indexOf(bestFirst[0]!));
  return {
    matchings: bestFirst,
    scalings: rated
      .map(({ scaling, ratings }) => ({ id: scalingId(scaling), scaling, rating: ratings[best]! }))
      .sort((a, b) => b.rating - a.rating),
  };
}

/** A person's choice, or what the names of classes allow; none if there are no classes. @throws ClassesUnmatched */
function waysToMatch(classes: ImageSource['classes'], wanted: Wanted, places: Choices['places']): Matching[] {
  if (!classes) return [];
  if (places) {
    checkPlaces(places, classes, wanted);
    const known = classes.length <= wanted.outputs ? matchingsOf(classes, wanted) : [];
    return [known.find((matching) => matching.places.join() === places.join()) ?? { rule: 'person', places }];
  }
  const matchings = matchingsOf(classes, wanted);
  if (matchings.length === 0) throw new ClassesUnmatched(classes, wanted);
  return matchings;
}

/** Loads a source's images for a network. */
export const loadFor = (network: Network, source: ImageSource): Promise<LoadedImages> =>
  source.load(wantedBy(network).shape);

/** A data set as a source: its images are there already. */
export function datasetSource({ name, classes, shape, train, test }: Dataset): ImageSource {
  return { name, classes, load: async (): Promise<LoadedImages> => ({ shape, train, test, skipped: [], notes: [] }) };
}
