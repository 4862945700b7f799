import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { makeImages } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { foldForInference } from '../inference/chain';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';
import { spreadOf } from '../train/spread';

/** What a network answers to one image. */
export interface ImageAnswer {
  /** The likeliest classes, at most five, likeliest first: index and share (softmax). */
  readonly likeliest: ReadonlyArray<{ readonly label: number; readonly share: number }>;
  /** Median time of some passes, reading back included. */
  readonly milliseconds: number;
}

/** What two networks answer to one image. */
export interface BothAnswers {
  readonly baseline: ImageAnswer;
  readonly pruned: ImageAnswer;
}

const mostLikely = 5;
/** Passes that are timed, at most; one before them is not. */
const mostPasses = 5;
/** Milliseconds after which no further passes are timed. */
const budget = 400;

/**
 * Asks two networks of one input for the class of an image, in turn, as often as a short time allows.
 *
 * @param image bytes [height, width, channels] of the data set's stored size, scaled as its images are
 * @param pass passed before every pass through a network
 */
export async function askImage(
  networks: { readonly baseline: Network; readonly pruned: Network },
  dataset: Dataset,
  image: Uint8Array,
  pass: Checkpoint,
): Promise<BothAnswers> {
  const input = makeImages(dataset, { images: image, labels: Uint16Array.of(0) }, [0]);
  const baseline = new Asked(networks.baseline);
  const pruned = new Asked(networks.pruned);
  try {
    for (const asked of [baseline, pruned]) await asked.ask(input, pass);
    const end = performance.now() + budget;
    for (let turn = 0; turn < mostPasses && (turn === 0 || performance.now() < end); turn++)
      for (const asked of turn % 2 === 0 ? [baseline, pruned] : [pruned, baseline]) await asked.time(input, pass);
    return { baseline: baseline.answer(), pruned: pruned.answer() };
  } finally {
    tf.dispose([input]);
    for (const asked of [baseline, pruned]) asked.dispose();
  }
}

/** A network made ready for inference that is asked for one image. */
class Asked {
  private readonly ready: Network;
  private readonly times: number[] = [];
  private scores: Float32Array = new Float32Array();

  constructor(network: Network) {
    this.ready = foldForInference(logitsNetwork(network), 1);
  }

  async ask(input: tf.Tensor4D, pass: Checkpoint): Promise<void> {
    await pass();
    const shares = tf.tidy(() => tf.softmax(predict(this.ready, input)));
    try {
      this.scores = Float32Array.from(await shares.data());
    } finally {
      shares.dispose();
    }
  }

  async time(input: tf.Tensor4D, pass: Checkpoint): Promise<void> {
    await pass();
    const start = performance.now();
    await this.ask(input, async () => {});
    this.times.push(performance.now() - start);
  }

  answer(): ImageAnswer {
    const likeliest = Array.from(this.scores, (share, label) => ({ label, share }))
      .sort((a, b) => b.share - a.share)
      .slice(0, mostLikely);
    return { likeliest, milliseconds: spreadOf(this.times).median };
  }

  dispose(): void {
    disposeNetwork(this.ready);
  }
}
