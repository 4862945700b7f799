import * as tf from '@tensorflow/tfjs';
import { freeing } from '../backend/lost';
import type { PrunableGroup } from '../channels/prunableGroups';
import { cut, type KeptChannels, mask } from '../channels/surgery';
import { type Checkpoint, proceed } from '../checkpoint';
import { balancedSample } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { SelectionSamples } from '../layerwise/samples';
import { memoryBudget } from '../memory/budget';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import { Random } from '../random';
import type { Recipe } from '../recipe/recipe';
import { eventVersion, type LayerOutcome, type RunEvent } from '../run/events';
import { planMemory } from '../run/memory/planMemory';
import { withinMemory } from '../run/memory/withinMemory';
import { Phases } from '../run/phases';
import { checkWeights, planRun } from '../run/plan';
import { PhaseClock, Progress, WorkClock } from '../run/progress';
import { Work } from '../run/work';
import { type AuxiliaryHead, buildHead } from '../train/heads';

/**
 * Discrimination-aware channel pruning of a network (Algorithm 1), told event by event. `return(undefined)` between two
 * events cancels. The result is the caller's; `network` stays as it is, and nothing else is left behind.
 *
 * @param checkpoint passed once a batch in every phase: holding it pauses the run, and what it throws ends the run
 * @param budget bytes of memory that it may take
 * @throws InputError if there is nothing to prune, nothing to prune by, or not even single images fit in memory; Diverged if
 * the numbers of a phase are no longer finite, but for fine-tuning: that stops there, and the result has the weights that
 * were last sound; OutOfMemory if memory ends under way
 */
export function prune(
  network: Network,
  dataset: Dataset,
  recipe: Recipe,
  checkpoint: Checkpoint = proceed,
  budget = memoryBudget,
): AsyncGenerator<RunEvent, Network | undefined> {
  return withinMemory(algorithm(network, dataset, recipe, checkpoint, budget));
}

/** Algorithm 1. */
async function* algorithm(
  network: Network,
  dataset: Dataset,
  recipe: Recipe,
  checkpoint: Checkpoint,
  budget: number,
): AsyncGenerator<RunEvent, Network | undefined> {
  const plan = planRun(network, dataset, recipe);
  const { prunable, stages, keeps, trains } = plan;
  const selecting = stages.map((stage) => ({ ...stage, layers: stage.layers.filter(plan.selects) }));
  const memory = planMemory(network, selecting, dataset, recipe, budget);
  await checkWeights(network);

  const random = new Random(recipe.seed);
  const work = new Work(network, dataset, recipe, plan, memory.use.recomputed);
  const workClock = new WorkClock(checkpoint);
  const { pass } = workClock;
  const progress = new Progress(workClock, work.totals());
  const clock = new PhaseClock(workClock);
  const phases = new Phases({ dataset, recipe, plan, memory, budget, random, pass, work, progress });
  const outcomes: LayerOutcome[] = [];
  const owned = new Set<Network>();
  const own = (made: Network): Network => {
    owned.add(made);
    return made;
  };
  let samples: SelectionSamples | undefined;

  try {
    yield {
      type: 'started',
      version: eventVersion,
      recipe,
      network: network.name,
      dataset: dataset.name,
      backend: tf.getBackend(),
      layers: prunable.map(({ id, group }) => ({
        name: id,
        channels: group.channels,
        keeps: keeps.get(id) ?? group.channels,
      })),
      losses: trains ? stages.flatMap(({ lossAt }) => lossAt ?? []) : [],
    };
    yield { type: 'memory', use: memory.use };
    yield clock.enter('baseline', 'network');
    const measuredBaseline = yield* phases.measure(network, 'whole');
    yield { type: 'measured', which: 'baseline', measured: measuredBaseline };

    const pruned = own(cloneNetwork(network));
    const heads: AuxiliaryHead[] = [];
    for (const { lossAt } of stages) {
      if (!lossAt || !trains) continue;
      const head = buildHead(network, lossAt, random.fork(`head at ${lossAt}`));
      own(head.network);
      heads.push(head);
    }
    const indices = balancedSample(dataset.train, dataset.classes.length, recipe.samples, random.fork('samples'));
    samples = new SelectionSamples(dataset, indices, recipe.batchSize, pass, memory.selection);

    let baseline = network;
    if (trains && recipe.schedule === 'upfront') {
      yield clock.enter('auxiliary', 'heads');
      yield* phases.auxiliary(pruned, heads, indices);
      baseline = own(cloneNetwork(pruned));
    }
    for (const stage of stages) {
      const head = heads.find(({ at }) => at === stage.lossAt);
      if (trains && recipe.schedule === 'stagewise') {
        yield stage.lossAt ? clock.enter('auxiliary', 'head', stage.lossAt) : clock.enter('auxiliary', 'own-loss');
        yield* phases.auxiliary(pruned, head ? [head] : [], indices);
        mask(pruned, keptByGroup(prunable, outcomes));
        samples.pruned.restart();
      }
      for (const prunableLayer of stage.layers) {
        const { id: layer, group } = prunableLayer;
        let kept = [...Array(group.channels).keys()];
        if (plan.selects(prunableLayer)) {
          yield clock.enter('selection', 'layer', layer);
          kept = yield* phases.select(prunableLayer, { pruned, baseline, head, samples });
        }
        outcomes.push({ name: layer, channels: group.channels, kept });
        yield { type: 'selected', layer, kept };
      }
    }

    yield clock.enter('evaluation', 'surgery');
    const result = own(cut(pruned, keptByGroup(prunable, outcomes)));
    await phases.checkSelected(result);
    const selected = yield* phases.measure(result, 'pruned');
    yield { type: 'measured', which: 'selected', measured: selected };

    let stopped: string | undefined;
    if (trains) {
      yield clock.enter('fine-tuning', 'pruned');
      stopped = yield* phases.fineTuning(result);
    }
    yield clock.enter('evaluation', 'pruned');
    const measuredResult = yield* phases.measure(result, 'pruned');
    yield { type: 'measured', which: 'pruned', measured: measuredResult };
    yield clock.enter('evaluation', 'latency');
    const latency = yield* phases.time(network, result);
    yield progress.finish();
    yield {
      type: 'finished',
      report: {
        baseline: measuredBaseline,
        selected,
        pruned: measuredResult,
        latency,
        layers: outcomes,
        ...(stopped === undefined ? {} : { stopped }),
        seconds: clock.seconds(),
        seed: recipe.seed,
        backend: tf.getBackend(),
      },
    };
    owned.delete(result);
    return result;
  } finally {
    await freeing(() => {
      samples?.dispose();
      for (const made of owned) disposeNetwork(made);
    });
  }
}

function keptByGroup(prunable: readonly PrunableGroup[], outcomes: readonly LayerOutcome[]): KeptChannels {
  const groups = new Map(prunable.map(({ id, group }) => [id, group.name]));
  return new Map(outcomes.map(({ name, kept }) => [groups.get(name) ?? '', kept]));
}
