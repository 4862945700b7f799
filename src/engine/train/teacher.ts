import * as tf from '@tensorflow/tfjs';
import { foldForInference } from '../inference/chain';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';

/**
 * Epochs that show the same views of the images, in another order each: a teacher may take as long as a step of the
 * small network that it teaches, and answers each view once.
 */
export const epochsOfViews = 3;

/** A network that answers what another learns by: its class scores for views of images. */
export class Teacher {
  private readonly folded: Network;
  private readonly known = new Map<number, Float32Array>();

  /** @param part images that it answers at a time */
  constructor(
    network: Network,
    private readonly part: number,
  ) {
    this.folded = foldForInference(logitsNetwork(network));
  }

  /** The images are shown in other views from now on. */
  forget(): void {
    this.known.clear();
  }

  /**
   * Class scores for a batch, [N, classes], which the caller owns. Reads back from the backend where views are new.
   *
   * @param indices which images they are
   */
  async answer(images: tf.Tensor4D, indices: Uint32Array): Promise<tf.Tensor2D> {
    const rows = Array.from(indices, (index) => this.known.get(index));
    if (rows.every((row) => row !== undefined)) return tf.tensor2d(rows.map((row) => [...row]));
    const answers = this.compute(images);
    const values = await answers.data<'float32'>();
    const classes = answers.shape[1];
    for (const [row, index] of indices.entries())
      this.known.set(index, values.slice(row * classes, (row + 1) * classes));
    return answers;
  }

  dispose(): void {
    disposeNetwork(this.folded);
  }

  private compute(images: tf.Tensor4D): tf.Tensor2D {
    const count = images.shape[0];
    if (this.part >= count) return predict(this.folded, images);
    const starts = Array.from({ length: Math.ceil(count / this.part) }, (_, index) => index * this.part);
    return tf.tidy(() =>
      tf.concat(
        starts.map((start) => predict(this.folded, tf.slice(images, start, Math.min(this.part, count - start)))),
      ),
    );
  }
}
