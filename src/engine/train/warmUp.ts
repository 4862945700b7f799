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
  const shape = outputShapes(network).get(layerOf(network, network.input).name) ?? [];
  const images = (count: number) =>
    tf.zeros<tf.Rank.R4>([count, ...shape.slice(1)] as [number, number, number, number]);
  await compileShaders(() => {
    const folded = foldForInference(logitsNetwork(network));
    predict(folded, images(inferenceBatch(network, evaluationBatch)));
    disposeNetwork(folded);
    const part = fittingTrainingPart(network, [], batchSize);
    if (part === undefined) return;
    const trained = cloneNetwork(network);
    const sgd = new Sgd({ momentum: 0.9, weightDecay: 1e-4 });
    const labels = tf.zeros<tf.Rank.R2>([batchSize, classCount(network)]);
    for (let step = 0; step < 2; step++)
      trainStep({ network: trained, sgd }, { images: images(batchSize), labels }, 0.1, new Random(1), part);
    sgd.dispose();
    disposeNetwork(trained);
  }, tell);
}
