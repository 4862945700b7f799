import type { Report } from '../engine/run/events';

/** How a run was made, but for what it is compared by. */
export interface Setup {
  /** The preset that its recipe is, if it is one. */
  readonly preset?: string;
  /** Channels that may be pruned. */
  readonly streams: string;
  /** Of fine-tuning. */
  readonly epochs: number;
  /** That an epoch uses; all training images if absent. */
  readonly epochImages?: number;
  /** Images that channels are chosen by, if not all for training, and the weight of the auxiliary losses, of methods that have these. */
  readonly samples?: number;
  readonly lambda?: number;
}

/** A recipe, as far as that. */
interface Recipe {
  readonly streams: string;
  readonly fineTuningEpochs: number;
  readonly fineTuningImages?: number | undefined;
  readonly method: Readonly<Record<string, unknown>>;
}

/** @param dataset of the run, whose training images are all that there are to choose by */
export function setupOf(
  { streams, fineTuningEpochs, fineTuningImages, method }: Recipe,
  { images }: Report['dataset'],
  preset?: string,
): Setup {
  const { samples, lambda } = method;
  return {
    ...(preset === undefined ? {} : { preset }),
    ...{ streams, epochs: fineTuningEpochs },
    ...(fineTuningImages === undefined ? {} : { epochImages: fineTuningImages }),
    ...(typeof samples === 'number' ? { samples: Math.min(samples, images?.train ?? samples) } : {}),
    ...(typeof lambda === 'number' ? { lambda } : {}),
  };
}
