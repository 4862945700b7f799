import { compileShaders } from '../backend/compileShaders';
import type { Checkpoint } from '../checkpoint';
import { disposeBatch } from '../data/batches';
import { trainingPart } from '../memory/passes';
import type { Network } from '../network/network';
import { Random } from '../random';
import { Sgd } from './sgd';
import { spreadOf } from './spread';
import { trainStep } from './trainStep';
import { blankBatch, rehearseTraining } from './warmUp';

/** Timed steps at most, and milliseconds after which none follows. */
const most = { steps: 5, milliseconds: 600 };

/**
 * Milliseconds of a training step on the backend in use, its loss read back: the median of a few, after shaders are
 * compiled and a first step has made what later ones use again. Passes `pass` before each step.
 *
 * @param network is trained
 * @throws InputError if there is no memory for it, and whatever the backend fails with
 */
export async function stepTime(network: Network, images: number, pass: Checkpoint): Promise<number> {
  const part = trainingPart(network, [], images);
  await compileShaders(() => rehearseTraining(network, images, part));
  await pass();
  const batch = blankBatch(network, images);
  const sgd = new Sgd({ momentum: 0.9, weightDecay: 1e-4 });
  const timed = async () => {
    await pass();
    const start = performance.now();
    const loss = trainStep({ network, sgd }, batch, 1e-6, new Random(1), part);
    await loss.data();
    loss.dispose();
    return performance.now() - start;
  };
  try {
    await timed();
    const times: number[] = [];
    const end = performance.now() + most.milliseconds;
    do times.push(await timed());
    while (times.length < most.steps && performance.now() < end);
    return spreadOf(times).median;
  } finally {
    sgd.dispose();
    disposeBatch(batch);
  }
}
