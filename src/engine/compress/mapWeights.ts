import * as tf from '@tensorflow/tfjs';
import type { Network } from '../network/network';

/** The same layers with weights made of a network's. The caller owns it. @param map from "layer/weight" and its numbers */
export async function mapWeights(
  network: Network,
  map: (key: string, values: Float32Array) => Float32Array,
): Promise<Network> {
  const keys = [...network.weights.keys()];
  const read = await Promise.all([...network.weights.values()].map((tensor) => tensor.data()));
  const mapped = read.map((values, index) => map(keys[index]!, Float32Array.from(values)));
  const weights = keys.map((key, index) => {
    const { shape } = network.weights.get(key)!;
    return [key, tf.keep(tf.tensor(mapped[index]!, shape, 'float32'))] as const;
  });
  return { ...network, weights: new Map(weights) };
}
