import * as tf from '@tensorflow/tfjs';
import { channelsRead } from '../layerwise/convolution';
import type { LayerProblem } from '../layerwise/layerProblem';
import type { GroupReader } from './groupReader';

/** Its weights stay as they are; a channel is worth the sum of the absolute weights that read it. */
export class PlainReader implements GroupReader {
  private constructor(
    private readonly norms: Float32Array,
    private readonly channels: readonly number[],
  ) {}

  /** @param channels the group's channel that each of the layer's input channels is */
  static async of({ convolution, warmStart }: LayerProblem, channels: readonly number[]): Promise<PlainReader> {
    const sums = tf.tidy(() => tf.sum(tf.abs(warmStart.kernel), [0, 1, 3]));
    const norms = Float32Array.from(await sums.data());
    sums.dispose();
    return new PlainReader(norms, channelsRead(convolution, channels));
  }

  scores(count: number): Float64Array {
    const scores = new Float64Array(count);
    for (const [place, channel] of this.channels.entries()) scores[channel]! += this.norms[place] ?? 0;
    return scores;
  }

  join(): void {}

  remember(): void {}

  refit(): void {}
}
