import * as tf from '@tensorflow/tfjs';
import { foldForInference } from '../network/chain';
import { predict } from '../network/execute';
import { disposeNetwork, type Network } from '../network/network';
import { outputShapes } from '../network/shapes';

/** Milliseconds that the network, folded for inference, takes for a batch, reading back included: median of `runs` after one to warm up. */
export async function measureLatency(network: Network, batchSize: number, runs: number): Promise<number> {
  const [, ...imageShape] = outputShapes(network).get(network.input)!;
  const folded = foldForInference(network);
  const images = tf.zeros([batchSize, ...imageShape]);
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const start = performance.now();
    const scores = predict(folded, images);
    await scores.data();
    scores.dispose();
    if (run > 0) times.push(performance.now() - start);
  }
  disposeNetwork(folded);
  images.dispose();
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0;
}
