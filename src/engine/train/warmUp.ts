import * as tf from '@tensorflow/tfjs';
import { type CompileProgress, compileShaders } from '../backend/compileShaders';
import { foldForInference } from '../inference/chain';
import { fittingTrainingPart, inferenceBatch } from '../memory/passes';
import { predict } from '../network/execute';
import { classCount, logitsNetwork } from '../network/logits';
import { cloneNetwork, disposeNetwork, layerOf, type Network } from '../network/network';
import { outputShapes } from '../network/shapes';
import { Random } from '../random';
import { evaluationBatch } from './evaluate';
import { Sgd } from './sgd';
import { trainStep } from './trainStep';

/** Has the backend compile what inference and training need, so that the first steps of a run are as fast as the rest. */
export async function warmUp(network: Network, batchSize: number, tell: CompileProgress): Promise<void> {
  await compileShaders(() => {
    const folded = foldForInference(logitsNetwork(network));
    predict(folded, blankImages(network, inferenceBatch(network, evaluationBatch)));
    disposeNetwork(folded);
    const part = fittingTrainingPart(network, [], batchSize);
    if (part !== undefined) rehearseTraining(network, batchSize, part);
  }, tell);
}

/** Two steps of training of a copy: a first one, which has no velocities yet, and one like all others. */
export function rehearseTraining(network: Network, batchSize: number, part: number): void {
  const trained = cloneNetwork(network);
  const sgd = new Sgd({ momentum: 0.9, weightDecay: 1e-4 });
  const batch = blankBatch(network, batchSize);
  for (let step = 0; step < 2; step++) trainStep({ network: trained, sgd }, batch, 0.1, new Random(1), part);
  sgd.dispose();
  disposeNetwork(trained);
}

/** As many images as a network reads, and labels of its classes, all zeros. */
export const blankBatch = (network: Network, count: number) => ({
  images: blankImages(network, count),
  labels: tf.zeros<tf.Rank.R2>([count, classCount(network)]),
});

function blankImages(network: Network, count: number): tf.Tensor4D {
  const shape = outputShapes(network).get(layerOf(network, network.input).name) ?? [];
  return tf.zeros<tf.Rank.R4>([count, ...shape.slice(1)] as [number, number, number, number]);
}
