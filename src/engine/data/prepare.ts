import type { ImageSource, LoadedImages } from '../io/images/source';
import { classCount } from '../network/logits';
import type { Network } from '../network/network';
import { outputShapes } from '../network/shapes';
import { bindImages, ClassesUnmatched, matchClasses, outputNames, type Wanted } from './bind';
import { type Dataset, someImages } from './dataset';
import { affordable, predictedLabels, type RatedScaling, rateScalings, scalesItself } from './detectScaling';
import { type Scaling, scalingName } from './scaling';

/** Multiply-adds spent on predicting labels: a large network gets fewer images rather than a long wait. */
const predictionEffort = 1e12;

/** What a person has said about images, in the place of what would be guessed. */
export interface Choices {
  readonly scaling?: Scaling | undefined;
  /** The output that each class of the images is. */
  readonly places?: readonly number[] | undefined;
}

/** Images made ready for a network. */
export interface Prepared {
  readonly dataset: Dataset;
  /** False if the labels are what the network itself predicts. */
  readonly isLabelled: boolean;
  readonly skipped: readonly string[];
  /** Ways to scale the images, best first; only the one that the network's file tells of, where it does. */
  readonly scalings: readonly RatedScaling[];
  /** The output that each class of the images is; empty if there are no labels. */
  readonly places: readonly number[];
}

/** What a network asks of its images. @throws if it reads no images of 1 or 3 channels */
export function wantedBy(network: Network): Wanted {
  const [, ...input] = outputShapes(network).get(network.input)!;
  const [height, width, channels] = input;
  if (input.length !== 3 || !height || !width || (channels !== 1 && channels !== 3))
    throw new Error(`"${network.name}" reads [${input.join()}]; images are [height, width, 1 or 3]`);
  const outputs = classCount(network);
  const classes = network.notes?.classes;
  return { shape: [height, width, channels], outputs, ...(classes?.length === outputs ? { classes } : {}) };
}

/**
 * Matches classes, finds the scaling, and labels images that nobody has labelled by the network's own predictions.
 *
 * @param loaded the source's images, for the network's input
 * @throws ClassesUnmatched
 */
export async function prepareImages(
  network: Network,
  source: ImageSource,
  loaded: LoadedImages,
  choices: Choices = {},
): Promise<Prepared> {
  const wanted = wantedBy(network);
  const found = source.classes ?? [];
  const isLabelled = source.classes !== undefined;
  const places = choices.places ?? (isLabelled ? matchClasses(found, wanted) : []);
  if (!places) throw new ClassesUnmatched(found, wanted);
  const bind = (scaling: Scaling) => bindImages(source, loaded, wanted, places, scaling);
  const told: Scaling | undefined = scalesItself(network) ? { kind: 'bytes' } : network.notes?.scaling;
  const scalings = told
    ? [{ name: scalingName(told), scaling: told, rating: 1 }]
    : await rateScalings(network, bind({ kind: 'unit' }), isLabelled);
  const dataset = bind(choices.scaling ?? scalings[0]!.scaling);
  const common = { isLabelled, skipped: loaded.skipped, scalings, places };
  if (isLabelled) return { dataset, ...common };
  const labelled = async (whole: Dataset['train']) => {
    const part = someImages(whole, affordable(network, predictionEffort, whole.labels.length));
    return { images: part.images, labels: await predictedLabels(network, dataset, part) };
  };
  const classes = outputNames([], [], wanted);
  return {
    dataset: {
      ...dataset,
      classes,
      train: await labelled(dataset.train),
      test: await labelled(dataset.test),
      isPredicted: true,
    },
    ...common,
  };
}

/** Loads a source's images for a network. */
export const loadFor = (network: Network, source: ImageSource): Promise<LoadedImages> =>
  source.load(wantedBy(network).shape);

/** A data set as a source: its images are there already. */
export function datasetSource({ name, classes, shape, train, test }: Dataset): ImageSource {
  return { name, classes, load: async (): Promise<LoadedImages> => ({ shape, train, test, skipped: [] }) };
}
