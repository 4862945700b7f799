import { type Checkpoint, proceed } from '../checkpoint';
import { disposeBatch, makeBatch } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { foldForInference } from '../inference/chain';
import { fittingTrainingPart } from '../memory/passes';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import { Random } from '../random';
import type { LoggedRecipe } from '../recipe/common';
import { type Scope, scopeOf } from '../run/scope';
import { expected, type Pace } from '../run/timeLeft';
import { Work } from '../run/work';
import { fineTuning } from '../train/fineTune';
import { trainableKeys } from '../train/trainStep';

/** Passes and steps, of which the quickest counts: others may have met what else the machine does, or compiled shaders. */
const times = 3;
/** Seconds after which none is repeated, and after which a pass is followed by no step. */
const longest = { repeated: 0.6, pass: 0.5 };

/** Images in a pass. */
const images = 64;

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
  const isSlow = passes * passWork(work) > longest.pass;
  return { passes, steps: isSlow ? passes : await paceOfSteps(scope, work, pass) };
}

const passWork = (work: Work): number => work.forward('evaluation', work.layers, { images, batches: 1 });

async function paceOfPasses({ network, dataset }: Scope, work: Work, pass: Checkpoint): Promise<number> {
  const folded = foldForInference(logitsNetwork(network));
  const indices = Array.from({ length: images }, (_, at) => at % dataset.train.labels.length);
  const batch = makeBatch(dataset, dataset.train, indices);
  try {
    return await quickest(async () => {
      const scores = predict(folded, batch.images);
      await scores.data();
      scores.dispose();
      return passWork(work);
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
  const teacher = recipe.distillation > 0 ? { teacher: network } : {};
  const steps = fineTuning({ network: trained, heads: [], ...teacher, part }, dataset, recipe, times, new Random(1));
  try {
    return await quickest(async () => {
      const { value } = await steps.next();
      await trained.weights.get(key)?.data();
      return expected['fine-tuning'].weight * work.fineTuningStep(value?.isTaught ?? false, []);
    }, pass);
  } finally {
    await steps.return();
    disposeNetwork(trained);
  }
}

/** Seconds for a unit, of a few times that some work is done. @param compute returns its units */
async function quickest(compute: () => Promise<number>, pass: Checkpoint): Promise<number> {
  const paces: number[] = [];
  let seconds = 0;
  while (paces.length < times && seconds < longest.repeated) {
    await pass();
    const start = performance.now();
    const units = await compute();
    const taken = (performance.now() - start) / 1000;
    seconds += taken;
    paces.push(taken / units);
  }
  return Math.min(...paces);
}
