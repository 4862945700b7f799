import * as tf from '@tensorflow/tfjs';
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
import { Run } from '../run/run';
import { scopeOf } from '../run/scope';
import { expected } from '../run/timeLeft';
import { Work } from '../run/work';
import { type Units, workKinds } from '../run/workKinds';
import { Sgd } from '../train/sgd';
import { trainStep } from '../train/trainStep';
import { type Asked, planRun } from './planRun';
import { searchWork } from './search/search';

/** Seconds that a run may take: as machines and estimates go, between these. */
export interface ExpectedTime {
  readonly low: number;
  readonly high: number;
}

/** Seconds for a unit of evaluation, as passes and as steps of training tell it. */
export interface Pace {
  readonly passes: number;
  readonly steps: number;
}

/** By which factor a run may be quicker or slower than its network's first passes and steps say. */
const doubt = 1.3;

/** Passes and steps, of which the quickest counts: others may have met what else the machine does. */
const times = 3;
/** Seconds after which none is repeated, and after which a pass is followed by no step. */
const longest = { repeated: 0.3, pass: 0.5 };

/** Images in a pass. */
const images = 64;

/** How quick a network is here, by a few passes and steps of training. Passes `pass` before each. */
export async function measurePace(
  network: Network,
  dataset: Dataset,
  recipe: LoggedRecipe,
  budget: number,
  pass: Checkpoint = proceed,
): Promise<Pace> {
  const work = new Work(scopeOf(network, dataset, recipe, true, budget));
  const part = fittingTrainingPart(network, [], recipe.batchSize) ?? 1;
  const folded = foldForInference(logitsNetwork(network));
  const trained = cloneNetwork(network);
  const sgd = new Sgd({ momentum: 0.9, weightDecay: 1e-4 });
  const indicesOf = (count: number) => Array.from({ length: count }, (_, at) => at % dataset.train.labels.length);
  const [shown, batch] = [images, recipe.batchSize].map((count) => makeBatch(dataset, dataset.train, indicesOf(count)));
  try {
    const forward = await quickest(() => predict(folded, shown!.images), pass);
    const passes = forward / work.forward(work.layers, images, 1, 'whole');
    if (forward > longest.pass) return { passes, steps: passes };
    const step = await quickest(() => trainStep({ network: trained, sgd }, batch!, 1e-6, new Random(1), part), pass);
    return { passes, steps: step / (expected['fine-tuning'].weight * work.trainingStep([], 'whole')) };
  } finally {
    for (const each of [shown, batch]) if (each) disposeBatch(each);
    for (const each of [folded, trained]) disposeNetwork(each);
    sgd.dispose();
  }
}

async function quickest(compute: () => tf.Tensor, pass: Checkpoint): Promise<number> {
  const seconds: number[] = [];
  while (seconds.length < times && (seconds.at(-1) ?? 0) < longest.repeated) {
    await pass();
    const start = performance.now();
    const result = compute();
    await result.data();
    seconds.push((performance.now() - start) / 1000);
    tf.dispose(result);
  }
  return Math.min(...seconds);
}

/** Seconds that a run by a recipe may take at a pace. @throws InputError as `prune` does before it begins */
export async function expectTime(
  network: Network,
  dataset: Dataset,
  recipe: LoggedRecipe,
  pace: Pace,
  asked: Asked = {},
): Promise<ExpectedTime> {
  const { scope, method, isSearch } = await planRun(network, dataset, recipe, asked);
  const run = new Run(scope, method.outline, proceed);
  try {
    return secondsOf(isSearch ? searchWork(run, method.outline) : run.work.totals(method.outline), pace);
  } finally {
    await run.dispose(undefined);
  }
}

/** Seconds for units of work. */
export function secondsOf(units: Units, { passes, steps }: Pace): ExpectedTime {
  const weighed = workKinds.reduce((sum, kind) => sum + expected[kind].weight * (units[kind] ?? 0), 0);
  return {
    low: (weighed * Math.min(passes, steps)) / doubt,
    high: weighed * Math.max(passes, steps) * doubt,
  };
}
