import type { Answers } from '../engine/answers/answers';
import { compareAnswers } from '../engine/answers/compareAnswers';
import { type Flip, surestFlips } from '../engine/answers/flips';
import type { Checkpoint } from '../engine/checkpoint';
import { type Dataset, imageOf } from '../engine/data/dataset';
import type { Network } from '../engine/network/network';
import type { Pixels } from './workbench';

/** What two networks answer to the test images, and images to which they answer differently. */
export interface TestAnswers extends Answers {
  /** The labels are what the baseline itself answers. */
  readonly isAgreement: boolean;
  /** Some of those whose answer has flipped. */
  readonly flipped: ReadonlyArray<Flip & { readonly seen: Pixels }>;
}

/** Of every kind of flip, so many images at most are shown. */
const shownFlips = 24;

export async function answerTests(
  baseline: Network,
  pruned: Network,
  dataset: Dataset,
  pass: Checkpoint,
): Promise<TestAnswers> {
  const answers = await compareAnswers(baseline, pruned, dataset, pass);
  const [height, width, channels] = dataset.shape;
  const flipped = surestFlips(answers, shownFlips).map((flip) => ({
    ...flip,
    seen: { width, height, channels, pixels: imageOf(dataset, dataset.test, flip.image).slice() },
  }));
  return { ...answers, isAgreement: dataset.isPredicted ?? false, flipped };
}
