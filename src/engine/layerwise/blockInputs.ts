import * as tf from '@tensorflow/tfjs';
import type { ConvolutionForm } from '../network/layers/convolutionForm';
import type { ChannelSplit, InputForm, LayerInput } from './layerInput';

type Divided = Pick<ConvolutionForm, 'channels' | 'filters' | 'blocks'>;

/**
 * A kernel by which every filter reads all of some channels, [kh, kw, |A|, G m]: that of a grouped convolution with m filters a
 * block, [kh, kw, |A|, m], among zeros.
 *
 * @param channels those, |A| of the c
 */
export function denseKernel(
  convolution: Pick<Divided, 'channels' | 'blocks'>,
  kernel: tf.Tensor4D,
  channels: readonly number[],
): tf.Tensor4D {
  if (convolution.blocks === 1) return kernel;
  return tf.tidy(() => {
    const [height, width, count, own] = kernel.shape;
    const spread = tf.mul(tf.reshape(kernel, [height * width, count, 1, own]), blockFlags(convolution, channels));
    return tf.reshape(spread, [height, width, count, convolution.blocks * own]);
  });
}

/** What of a gradient for such a dense kernel is that for the grouped convolution's own: [kh, kw, |A|, n / G]. */
export function ownGradient(convolution: Divided, gradient: tf.Tensor4D, channels: readonly number[]): tf.Tensor4D {
  const { filters, blocks } = convolution;
  if (blocks === 1) return gradient;
  return tf.tidy(() => {
    const [height, width, count] = gradient.shape;
    const byBlocks = tf.reshape(gradient, [height * width, count, blocks, filters / blocks]);
    const own = tf.sum(tf.mul(byBlocks, blockFlags(convolution, channels)), 2);
    return tf.reshape(own, [height, width, count, filters / blocks]);
  });
}

/** Ones for the block of each channel: [1, |A|, G, 1]. */
function blockFlags({ channels, blocks }: Pick<Divided, 'channels' | 'blocks'>, some: readonly number[]): tf.Tensor4D {
  const flags = tf.buffer<tf.Rank.R4>([1, some.length, blocks, 1]);
  for (const [place, channel] of some.entries()) flags.set(1, 0, place, Math.floor((channel * blocks) / channels), 0);
  return flags.toTensor();
}

/** Inputs of a grouped convolution by a form of those of a dense one: its kernel among zeros, and of the gradient its part. */
export function blockInputs(convolution: ConvolutionForm, dense: InputForm): InputForm {
  if (convolution.blocks === 1) return dense;
  return {
    of: (x) => new BlockInput(convolution, dense.of(x)),
    openGradient: (sum, split) => {
      const { order, open } = split;
      return ownGradient(convolution, dense.openGradient(sum, split), order.slice(order.length - open));
    },
  };
}

class BlockInput implements LayerInput {
  /** The selected channels. */
  private channels: readonly number[] = [];

  constructor(
    private readonly convolution: ConvolutionForm,
    private readonly dense: LayerInput,
  ) {}

  select(split: ChannelSplit): void {
    this.channels = split.order.slice(0, split.selected);
    this.dense.select(split);
  }

  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D {
    return this.dense.output(denseKernel(this.convolution, kernel, this.channels), bias);
  }

  selectedGradient(outputGradient: tf.Tensor4D): tf.Tensor4D {
    return ownGradient(this.convolution, this.dense.selectedGradient(outputGradient), this.channels);
  }

  addOpenGradient(outputGradient: tf.Tensor4D, sum: tf.Tensor | undefined): tf.Tensor {
    return this.dense.addOpenGradient(outputGradient, sum);
  }

  dispose(): void {
    this.dense.dispose();
  }
}
