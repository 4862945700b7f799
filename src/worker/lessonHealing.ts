import { prunableGroups } from '../engine/channels/prunableGroups';
import { cut, type KeptChannels } from '../engine/channels/surgery';
import type { Checkpoint } from '../engine/checkpoint';
import { type Dataset, type ImagePart, someImages } from '../engine/data/dataset';
import { keepLargest } from '../engine/methods/choosing';
import { absoluteSums, filterScores } from '../engine/methods/filterScores';
import { recipeOf } from '../engine/methods/recipe';
import { disposeNetwork, type Network } from '../engine/network/network';
import { Random } from '../engine/random';
import { splitOf } from '../engine/run/scope';
import { accuracyOf, rightImages } from '../engine/train/evaluate';
import { fineTuning, type TrainingStep } from '../engine/train/fineTune';
import { accuracyWithInterval } from '../engine/train/wilson';

/** Training images that a pruned network is healed with, a whole batch or more, and how often it sees each. */
export interface HealingOrder {
  readonly images: number;
  readonly epochs: number;
}

export type HealingStep = Pick<TrainingStep, 'step' | 'steps'>;

interface Accuracy {
  readonly accuracy: number;
  /** Wilson's 95% interval. */
  readonly low: number;
  readonly high: number;
}

/** How a network stands on the same validation images. */
export interface Healed {
  readonly images: number;
  readonly whole: Accuracy;
  /** Half of all channels are gone. */
  readonly cut: Accuracy;
  readonly healed: Accuracy;
}

/** Training images that are held out to measure on. */
const watched = 500;

/**
 * Cuts half of the channels before every convolution by L1, and fine-tunes what is left, taught by the network as it was.
 *
 * @param tell called after every step of training
 * @param pass passed once a batch
 */
export async function heal(
  network: Network,
  dataset: Dataset,
  { images, epochs }: HealingOrder,
  tell: (step: HealingStep) => void,
  pass: Checkpoint,
): Promise<Healed> {
  const recipe = recipeOf({ seed: 1 });
  const { dataset: split, validation } = splitOf(dataset, recipe);
  const measured = someImages(validation, watched);
  const few = { ...split, train: someImages(split.train, images) };
  const pruned = cut(network, await halfByL1(network));
  try {
    const whole = await accuracyOn(network, dataset, measured, pass);
    const before = await accuracyOn(pruned, dataset, measured, pass);
    const trained = { network: pruned, heads: [], teacher: network };
    for await (const { step, steps } of fineTuning(trained, few, recipe, epochs, new Random(recipe.seed))) {
      await pass();
      tell({ step, steps });
    }
    const healed = await accuracyOn(pruned, dataset, measured, pass);
    return { images: measured.labels.length, whole, cut: before, healed };
  } finally {
    disposeNetwork(pruned);
  }
}

async function halfByL1(network: Network): Promise<KeptChannels> {
  const kept = new Map<string, readonly number[]>();
  for (const group of prunableGroups(network, 'convolutions')) {
    const scores = await filterScores(network, group.group, absoluteSums);
    kept.set(group.group.name, keepLargest(group, scores, group.group.channels / 2));
  }
  return kept;
}

async function accuracyOn(network: Network, dataset: Dataset, part: ImagePart, pass: Checkpoint): Promise<Accuracy> {
  const right = await rightImages(network, dataset, part, pass);
  return accuracyWithInterval(accuracyOf(right), right.length);
}
