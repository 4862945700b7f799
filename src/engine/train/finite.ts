import * as tf from '@tensorflow/tfjs';
import type { ErrorCode } from '../../words/errors';
import { InputError } from '../errors';
import { cloneNetwork, disposeNetwork, type Network, replaceWeight } from '../network/network';

/** Numbers of a run are no longer finite: its recipe asks for steps too large. */
export class Diverged<Code extends ErrorCode = ErrorCode> extends InputError<Code> {}

/** 0 for every tensor that holds finite numbers alone, NaN for the others: [tensors]. */
export function soundness(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.tidy(() => tf.stack(tensors.map((tensor) => tf.sum(tf.mul(tf.cast(tensor, 'float32'), 0)))) as tf.Tensor1D);
}

/** Keys of the weights that hold NaN or infinity. Reads back once. */
export async function unsoundWeights({ weights }: Pick<Network, 'weights'>): Promise<string[]> {
  if (weights.size === 0) return [];
  const sound = soundness([...weights.values()]);
  const values = await sound.data();
  sound.dispose();
  return [...weights.keys()].filter((_, index) => values[index] !== 0);
}

/** The weights that a network had when it was last seen to be sound. The caller owns it. */
export class LastSound {
  private kept: Network;

  constructor(private readonly network: Network) {
    this.kept = cloneNetwork(network);
  }

  /** It is sound now. */
  keep(): void {
    disposeNetwork(this.kept);
    this.kept = cloneNetwork(this.network);
  }

  restore(): void {
    for (const [key, tensor] of this.kept.weights) replaceWeight(this.network, key, tf.clone(tensor));
  }

  dispose(): void {
    disposeNetwork(this.kept);
  }
}
