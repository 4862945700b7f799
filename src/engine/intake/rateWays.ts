import type { Checkpoint } from '../checkpoint';
import { type Dataset, drawnIndices } from '../data/dataset';
import type { ImageSource } from '../io/images/source';
import type { Network } from '../network/network';
import { type Scaling, type ScalingId, scalingId } from '../network/scaling';
import { bestScalingFirst } from './bestScalingFirst';
import { ClassesUnmatched, checkOutputs, type Matching, matchingsOf } from './matchClasses';
import { affordable, withClassifier } from './predictions';
import { scalesItself, usualScalings } from './scalings';
import { datasetOf, type SourceImages } from './sourceImages';
import { type Wanted, wantedBy } from './wanted';

/** What a person has said about images, in the place of what would be guessed. */
export interface Choices {
  readonly scaling?: Scaling | undefined;
  /** The output that each class of the images is. */
  readonly outputOf?: readonly number[] | undefined;
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

/** Ways to bind images to a network, best first. */
export interface RatedWays {
  /** Only the one that the network's file tells of, where it does. */
  readonly scalings: readonly RatedScaling[];
  /** That in use first; none if there are no labels. */
  readonly matchings: readonly RatedMatching[];
}

/** The ways to scale the images and to match their classes, best first: pairs are rated together. */
export async function rateWays(
  network: Network,
  images: SourceImages,
  { scaling: chosen, outputOf }: Choices,
  pass: Checkpoint,
): Promise<RatedWays> {
  const wanted = wantedBy(network);
  const { classes } = images.source;
  const matchings = waysToMatch(classes, wanted, outputOf);
  const asFound = datasetOf(images, wanted, [...(classes ?? []).keys()], { kind: 'unit' });
  const told: Scaling | undefined = scalesItself(network) ? { kind: 'bytes' } : network.notes?.scaling;
  const scalings = told ? [told] : usualScalings(asFound);
  const isCertain = told !== undefined && matchings.length <= 1;
  const rated = isCertain
    ? [{ scaling: told, ratings: [1] }]
    : await ratePairs(network, asFound, { scalings, matchings }, pass);
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
    scalings: bestScalingFirst(
      rated.map(({ scaling, ratings }) => ({ id: scalingId(scaling), scaling, rating: ratings[best]! })),
      triedOf(network, asFound).length,
    ),
  };
}

/** A person's choice, or what the names of classes allow; none if there are no classes. @throws ClassesUnmatched */
function waysToMatch(classes: ImageSource['classes'], wanted: Wanted, chosen: Choices['outputOf']): Matching[] {
  if (!classes) return [];
  if (chosen) {
    checkOutputs(chosen, classes, wanted);
    const known = classes.length <= wanted.outputs ? matchingsOf(classes, wanted) : [];
    return [known.find(({ outputOf }) => outputOf.join() === chosen.join()) ?? { rule: 'person', outputOf: chosen }];
  }
  const matchings = matchingsOf(classes, wanted);
  if (matchings.length === 0) throw new ClassesUnmatched(classes, wanted);
  return matchings;
}

/** Images that are tried, and multiply-adds spent on trying one scaling. */
const mostTried = 200;
const ratingEffort = 5e9;

/** Training images on which ways are tried. */
const triedOf = (network: Network, { train }: Dataset): number[] =>
  drawnIndices(train.labels.length, affordable(network, ratingEffort, mostTried));

/** How well a network does with images scaled one way, for each way to match their classes. */
interface Rating {
  readonly scaling: Scaling;
  /** One a matching: share of images classified rightly; for images without labels, the mean of the largest share. */
  readonly ratings: readonly number[];
}

/**
 * Rates scalings and matchings together, on some training images: one pass a scaling tells all matchings apart.
 *
 * @param dataset labels are indices of the images' own classes
 */
async function ratePairs(
  network: Network,
  dataset: Dataset,
  { scalings, matchings }: { readonly scalings: readonly Scaling[]; readonly matchings: readonly Matching[] },
  pass: Checkpoint,
): Promise<Rating[]> {
  const { train } = dataset;
  const indices = triedOf(network, dataset);
  return withClassifier(network, pass, async (classify) => {
    const rated: Rating[] = [];
    for (const scaling of scalings) {
      const { classes, shares } = await classify({ ...dataset, scaling }, train, indices);
      const meanOf = (value: (index: number, at: number) => number) =>
        finite(indices.reduce((sum, index, at) => sum + value(index, at), 0) / indices.length);
      const rightBy = ({ outputOf }: Matching) =>
        meanOf((index, at) => (outputOf[train.labels[index]!] === classes[at] ? 1 : 0));
      rated.push({
        scaling,
        ratings: matchings.length > 0 ? matchings.map(rightBy) : [meanOf((_, at) => shares[at]!)],
      });
    }
    return rated;
  });
}

/** Of numbers that are none a network knows nothing. */
const finite = (rating: number): number => (Number.isFinite(rating) ? rating : 0);
