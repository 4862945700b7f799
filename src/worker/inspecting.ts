import type { Checkpoint } from '../engine/checkpoint';
import { disposeBatch, makeBatch, makeImages } from '../engine/data/batches';
import { type Dataset, someImages } from '../engine/data/dataset';
import { type Choice, type Effect, effectOf } from '../engine/inspect/effect';
import { type FeatureMaps, featureMaps } from '../engine/inspect/featureMaps';
import { gradientSlices } from '../engine/inspect/gradientSlices';
import { groupNamed } from '../engine/inspect/groupNamed';
import { type ChannelKernels, type KernelSlices, kernelSlices } from '../engine/inspect/kernelSlices';
import { affordable } from '../engine/intake/predictions';
import type { Network } from '../engine/network/network';
import { splitOf } from '../engine/run/scope';

/** A layer of the open network whose channels are looked at. */
export interface Sight {
  readonly revision: number;
  /** The id of its group of channels. */
  readonly layer: string;
}

/** Channels of a layer that a person keeps. */
export interface HandChoice extends Sight, Choice {
  /** Of the recipe: it says which images are for validation. */
  readonly seed: number;
}

/** Multiply-adds spent on measuring one choice, at most. */
const effort = 2e10;

/** Images that the page shows, by their places among those for testing. */
interface Shown {
  readonly dataset: Dataset;
  readonly previews: readonly number[];
}

/** @param image the place of the image among those that the page shows */
export async function layerMaps(
  network: Network,
  { dataset, previews }: Shown,
  { layer }: Sight,
  image: number,
): Promise<FeatureMaps> {
  const input = makeImages(dataset, dataset.test, [previews[image] ?? 0]);
  try {
    return await featureMaps(network, groupNamed(network, layer), input);
  } finally {
    input.dispose();
  }
}

export const slicesOf = async (network: Network, { layer }: Sight, channel: number): Promise<ChannelKernels> =>
  kernelSlices(network, groupNamed(network, layer), channel);

/** @param image as for `layerMaps` */
export async function gradientsOf(
  network: Network,
  { dataset, previews }: Shown,
  { layer }: Sight,
  channel: number,
  image: number,
): Promise<KernelSlices[]> {
  const batch = makeBatch(dataset, dataset.test, [previews[image] ?? 0]);
  try {
    return await gradientSlices(network, groupNamed(network, layer), channel, batch);
  } finally {
    disposeBatch(batch);
  }
}

/** On validation images, as many as a short time allows. @param pass passed once a batch */
export async function channelEffect(
  network: Network,
  dataset: Dataset,
  { layer, seed, ...choice }: HandChoice,
  pass: Checkpoint,
): Promise<Effect> {
  const { validation } = splitOf(dataset, { seed });
  const part = someImages(validation, affordable(network, effort, validation.labels.length));
  return effectOf(network, groupNamed(network, layer), choice, { dataset, part, pass });
}
