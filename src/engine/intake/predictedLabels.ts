import type { Checkpoint } from '../checkpoint';
import { type Dataset, type ImagePart, someImages } from '../data/dataset';
import type { LoadedImages } from '../io/images/source';
import type { Network } from '../network/network';
import { affordable, withClassifier } from './predictions';

/** Multiply-adds spent on predicting labels: a large network gets fewer images rather than a long wait. */
const effort = {
  /** Before a run, which learns by them. */
  whole: 1e12,
  /** When a network opens: seconds. */
  opening: 2e10,
} as const;

/** How many images without labels get some: as many as a run learns by, or few. */
export type LabelledShare = keyof typeof effort;

/** How many of some images without labels a run learns by. */
export const imagesLabelled = (network: Network, count: number): number => affordable(network, effort.whole, count);

/** Images with as many predicted labels as a run learns by. */
export const labelWhole = (
  network: Network,
  { dataset }: { readonly dataset: Dataset },
  { train, test }: LoadedImages,
  pass: Checkpoint,
): Promise<Dataset> => withPredictions(network, { ...dataset, train, test }, 'whole', pass);

/** A data set whose labels are the classes that the network sees in its images. */
export async function withPredictions(
  network: Network,
  dataset: Dataset,
  share: LabelledShare,
  pass: Checkpoint,
): Promise<Dataset> {
  const labelled = async (whole: ImagePart): Promise<ImagePart> => {
    const part = someImages(whole, affordable(network, effort[share], whole.labels.length));
    const { classes } = await withClassifier(network, pass, (classify) =>
      classify(dataset, part, [...part.labels.keys()]),
    );
    return { ...part, labels: classes };
  };
  return { ...dataset, train: await labelled(dataset.train), test: await labelled(dataset.test) };
}
