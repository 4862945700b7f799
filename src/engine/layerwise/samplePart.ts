import * as tf from '@tensorflow/tfjs';
import type { ChannelSplit, LayerInput } from './layerInput';

/** Selection samples as the layer sees them. */
export interface LayerSamples {
  /** X, the layer's input in the pruned network. */
  readonly input: LayerInput;
  /** Outputs of the prefix that the tail reads past the layer, by layer name. */
  readonly sides: Readonly<Record<string, tf.Tensor>>;
  /** One-hot: [N, classes] */
  readonly labels: tf.Tensor2D;
  /** O^b, the layer's output in the baseline network: [N, h', w', n] */
  readonly baseline: tf.Tensor4D;
}

/** Samples of a batch that are computed at a time. */
export interface SamplePart {
  readonly count: number;
  /**
   * Works on the samples, which are the part's; what comes back is the caller's. Not for use within a tidy.
   *
   * @param split where A stands in what the work sees
   */
  use<Result extends tf.TensorContainer>(split: ChannelSplit, work: (samples: LayerSamples) => Result): Result;
  dispose(): void;
}

/** Samples that stay in memory. */
export class KeptPart implements SamplePart {
  constructor(
    readonly count: number,
    private readonly samples: LayerSamples,
  ) {}

  use<Result extends tf.TensorContainer>(split: ChannelSplit, work: (samples: LayerSamples) => Result): Result {
    this.samples.input.select(split);
    return tf.tidy(() => work(this.samples));
  }

  dispose(): void {
    const { input, sides, labels, baseline } = this.samples;
    input.dispose();
    tf.dispose([sides, labels, baseline]);
  }
}

/** Samples that are computed anew for every use: memory has no place for them in between. */
export class ComputedPart implements SamplePart {
  constructor(
    readonly count: number,
    private readonly compute: () => LayerSamples,
  ) {}

  use<Result extends tf.TensorContainer>(split: ChannelSplit, work: (samples: LayerSamples) => Result): Result {
    return tf.tidy(() => {
      const samples = this.compute();
      samples.input.select(split);
      return work(samples);
    });
  }

  dispose(): void {}
}

/** Each part's share of all their samples. */
export function sharesOf(parts: readonly SamplePart[]): number[] {
  const samples = parts.reduce((total, { count }) => total + count, 0);
  return parts.map(({ count }) => count / samples);
}
