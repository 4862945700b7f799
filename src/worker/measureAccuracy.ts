import type { Checkpoint } from '../engine/checkpoint';
import { type Dataset, someImages } from '../engine/data/dataset';
import { affordable } from '../engine/intake/predictions';
import type { Network } from '../engine/network/network';
import { evaluate } from '../engine/train/evaluate';
import { wilsonInterval } from '../engine/train/wilson';

/** How many of some test images a network answers rightly. */
export interface MeasuredAccuracy {
  readonly accuracy: number;
  /** Its 95% interval; agreement of a network with itself needs none. */
  readonly interval?: { readonly low: number; readonly high: number };
  readonly images: number;
}

/** Multiply-adds spent on it; a run itself uses all test images. */
const effort = 4e10;

/** The accuracy of an open network on as many test images as take a moment. */
export async function measureAccuracy(network: Network, dataset: Dataset, pass: Checkpoint): Promise<MeasuredAccuracy> {
  const images = affordable(network, effort, dataset.test.labels.length);
  if (dataset.isPredicted) return { accuracy: 1, images };
  const accuracy = await evaluate(network, dataset, someImages(dataset.test, images), pass);
  const [low, high] = wilsonInterval(accuracy, images);
  return { accuracy, interval: { low, high }, images };
}
