import * as tf from '@tensorflow/tfjs';
import type { Moments } from './moments';

/**
 * What the channels of a group add to the outputs of the layers that read them, with the weights that these have:
 * Z_k = X_k * W_k, so that O = sum of Z_k + b. Products are sums over all positions, filters and samples, divided by Q;
 * those of several readers are added up.
 */
export interface Contributions {
  readonly channels: number;
  /** <Z_j, Z_k>, [c, c]. */
  readonly products: Float64Array;
  /** <Z_k, O^b - b>, [c]. */
  readonly targets: Float64Array;
  /** ||W_k||_F^2, [c]. */
  readonly squares: Float64Array;
}

export const noContributions = (channels: number): Contributions => ({
  channels,
  products: new Float64Array(channels ** 2),
  targets: new Float64Array(channels),
  squares: new Float64Array(channels),
});

/** Adds those to one more reader's outputs. @param read the group's channel that each of its input channels is */
export async function addContributions(sum: Contributions, moments: Moments, read: readonly number[]): Promise<void> {
  const { channels, products, targets, squares } = sum;
  const { gram, target, constants, features, filters, perChannel, warmStart } = moments;
  const weights = await weightProducts(moments);
  const channelOf = (feature: number): number => read[Math.floor((feature - constants) / perChannel)]!;
  for (let row = constants; row < features; row++) {
    const channel = channelOf(row);
    squares[channel]! += weights[row * features + row]!;
    for (let column = constants; column < features; column++) {
      const at = row * features + column;
      products[channel * channels + channelOf(column)]! += gram[at]! * weights[at]!;
    }
    for (let filter = 0; filter < filters; filter++) {
      let wanted = target[row * filters + filter]!;
      for (let bias = 0; bias < constants; bias++)
        wanted -= gram[row * features + bias]! * warmStart[bias * filters + filter]!;
      targets[channel]! += warmStart[row * filters + filter]! * wanted;
    }
  }
}

/** W W^T, [features, features]. */
async function weightProducts({ warmStart, features, filters }: Moments): Promise<ArrayLike<number>> {
  const products = tf.tidy(() => {
    const weights = tf.tensor2d(warmStart, [features, filters]);
    return tf.matMul(weights, weights, false, true);
  });
  try {
    return await products.data();
  } finally {
    products.dispose();
  }
}
