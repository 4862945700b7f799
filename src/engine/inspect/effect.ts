import { keptSets, type PrunableGroup } from '../channels/prunableGroups';
import { mask } from '../channels/surgery';
import type { Checkpoint } from '../checkpoint';
import type { Dataset, ImagePart } from '../data/dataset';
import { InputError } from '../errors';
import { cloneNetwork, disposeNetwork, filled, type Network } from '../network/network';
import { type ErrorGap, errorGap } from '../train/errorGap';
import { accuracyOf } from '../train/evaluate';
import { accuracyWithInterval, z } from '../train/wilson';
import { type ImageLosses, imageLosses } from './imageLosses';

/** How a network does with some of its channels. */
export interface Standing {
  readonly accuracy: number;
  /** Wilson's 95% interval. */
  readonly low: number;
  readonly high: number;
  /** Mean L_f, in nats. */
  readonly loss: number;
}

/** What a choice by hand does: on the same images, so that all intervals are paired. */
export interface Effect {
  readonly images: number;
  readonly before: Standing;
  readonly after: Standing;
  readonly gap: ErrorGap;
  /** By how much the mean loss rises, in nats, and its 95% interval. */
  readonly rise: Rise;
}

export interface Rise {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The channels of a group that are kept, before a choice and after it. */
export interface Choice {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * What it does to a network to keep other channels of a group than before: masked, with no training. All other groups are whole.
 *
 * @param part one image or more
 * @param pass passed once a batch
 * @throws InputError if a layer would be left with no channel
 */
export async function effectOf(
  network: Network,
  { id, group }: PrunableGroup,
  { before, after }: Choice,
  { dataset, part, pass }: { readonly dataset: Dataset; readonly part: ImagePart; readonly pass: Checkpoint },
): Promise<Effect> {
  const losses = async (kept: readonly number[]): Promise<ImageLosses> => {
    if (keptSets(group).some((set) => !set.some((channel) => kept.includes(channel))))
      throw new InputError('inspect.none-left', { layer: id });
    const masked = filled(cloneNetwork(network), (copy) => mask(copy, new Map([[group.name, kept]])));
    try {
      return await imageLosses(masked, dataset, part, pass);
    } finally {
      disposeNetwork(masked);
    }
  };
  const [old, changed] = [await losses(before), await losses(after)];
  return {
    images: part.labels.length,
    before: standingOf(old),
    after: standingOf(changed),
    gap: errorGap(old.right, changed.right),
    rise: riseOf(old.losses, changed.losses),
  };
}

function standingOf({ right, losses }: ImageLosses): Standing {
  return { ...accuracyWithInterval(accuracyOf(right), right.length), loss: meanOf(losses) };
}

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of paired differences d, and mean(d) ± z s(d) / sqrt(n), s the sample's standard deviation. */
export function riseOf(before: ArrayLike<number>, after: ArrayLike<number>): Rise {
  const differences = Array.from(after, (loss, image) => loss - (before[image] ?? 0));
  const count = differences.length;
  const mean = meanOf(differences);
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0);
  const half = z * Math.sqrt(squares / Math.max(1, count - 1) / count);
  return { mean, low: mean - half, high: mean + half };
}
