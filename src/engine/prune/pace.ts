import { type Checkpoint, proceed } from '../checkpoint';
import { disposeBatch, makeBatch } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { foldForInference } from '../inference/chain';
import { fittingTrainingPart } from '../memory/passes';
import { costOf } from '../network/cost';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import { Random } from '../random';
import type { LoggedRecipe } from '../recipe/common';
import { type Scope, scopeOf } from '../run/scope';
import { expected, type Pace } from '../run/timeLeft';
import { Work } from '../run/work';
import { fineTuning, isTaughtBy } from '../train/fineTune';
import { trainableKeys } from '../train/trainStep';

/** Passes and steps, of which the quickest counts: the first may compile shaders, others may meet what else the machine does. */
const times = 4;
/** Seconds after which a first one is not repeated, and others are not; and that a step may take, by the passes. */
const longest = { first: 5, others: 0.6, step: 4 };

/** Images in a pass, and multiply-adds. */
const most = { images: 64, multiplyAdds: 6e9 };

/** How quick a network is here, by a few passes and steps of fine-tuning. Passes `pass` before each. */
export async function measurePace(
  network: Network,
  dataset: Dataset,
  recipe: LoggedRecipe,
  budget: number,
  pass: Checkpoint = proceed,
): Promise<Pace> {
  const scope = scopeOf(network, dataset, recipe, true, budget);
  const work = new Work(scope, true);
  const passes = await paceOfPasses(scope, work, pass);
  const isSlow = passes * stepWork(work, true) > longest.step;
  return { passes, steps: isSlow ? passes : await paceOfSteps(scope, work, pass) };
}

const stepWork = (work: Work, isTaught: boolean): number =>
  expected['fine-tuning'].weight * work.fineTuningStep(isTaught, []);

async function paceOfPasses({ network, dataset }: Scope, work: Work, pass: Checkpoint): Promise<number> {
  const folded = foldForInference(logitsNetwork(network));
  const images = Math.min(most.images, Math.ceil(most.multiplyAdds / costOf(network).flops));
  const indices = Array.from({ length: images }, (_, at) => at % dataset.train.labels.length);
  const batch = makeBatch(dataset, dataset.train, indices);
  try {
    return await quickest(async () => {
      const scores = predict(folded, batch.images);
      await scores.data();
      scores.dispose();
      return work.forward('evaluation', work.layers, { images, batches: 1 });
    }, pass);
  } finally {
    disposeBatch(batch);
    disposeNetwork(folded);
  }
}

/** Each step is waited for: its weights are read back. */
async function paceOfSteps({ network, dataset, recipe, budget }: Scope, work: Work, pass: Checkpoint): Promise<number> {
  const trained = cloneNetwork(network);
  const [key = ''] = trainableKeys(trained);
  const part = fittingTrainingPart(network, [], recipe.batchSize, budget) ?? 1;
  const teacher = isTaughtBy(dataset, recipe) ? { teacher: network } : {};
  const steps = fineTuning({ network: trained, heads: [], ...teacher, part }, dataset, recipe, times, new Random(1));
  try {
    return await quickest(async () => {
      const { value } = await steps.next();
      await trained.weights.get(key)?.data();
      return stepWork(work, value?.isTaught ?? false);
    }, pass);
  } finally {
    await steps.return();
    disposeNetwork(trained);
  }
}

/** Seconds for a unit, of a few times that some work is done. @param compute returns its units */
async function quickest(compute: () => Promise<number>, pass: Checkpoint): Promise<number> {
  const timed = async () => {
    await pass();
    const start = performance.now();
    const units = await compute();
    const seconds = (performance.now() - start) / 1000;
    return { seconds, pace: seconds / units };
  };
  const first = await timed();
  const paces = [first.pace];
  let others = 0;
  while (first.seconds < longest.first && paces.length < times && others < longest.others) {
    const { seconds, pace } = await timed();
    paces.push(pace);
    others += seconds;
  }
  return Math.min(...paces);
}
