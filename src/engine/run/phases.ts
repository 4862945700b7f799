import { freeing } from '../backend/lost';
import { keptSets, type PrunableGroup } from '../channels/prunableGroups';
import type { Checkpoint } from '../checkpoint';
import type { Dataset } from '../data/dataset';
import { disposeProblem, layerProblem } from '../layerwise/layerProblem';
import type { SelectionSamples } from '../layerwise/samples';
import { trainingPart } from '../memory/passes';
import { type ScoringMember, type Selection, selectChannels } from '../methods/dcp/selection';
import { costOf } from '../network/cost';
import { type Network, replaceWeight } from '../network/network';
import type { Random } from '../random';
import type { Recipe } from '../recipe/recipe';
import { evaluating } from '../train/evaluate';
import { fineTune, fineTuningSteps } from '../train/fineTune';
import { Diverged, LastSound, unsoundWeights } from '../train/finite';
import { type AuxiliaryHead, learnTheta } from '../train/heads';
import { compareLatency, type Latency } from '../train/latency';
import type { Measured, RunEvent } from './events';
import type { MemoryPlan } from './memory/planMemory';
import type { Plan } from './plan';
import type { Progress } from './progress';
import { encodeScores } from './scores';
import type { Work } from './work';

/** What all phases of a run go by. */
export interface RunContext {
  readonly dataset: Dataset;
  readonly recipe: Recipe;
  readonly plan: Plan;
  readonly memory: MemoryPlan;
  /** Bytes of memory that the run may take. */
  readonly budget: number;
  readonly random: Random;
  readonly pass: Checkpoint;
  readonly work: Work;
  readonly progress: Progress;
}

/** Networks that are in hand while channels are selected. */
export interface Selecting {
  /** Is given the selected channels' weights. */
  readonly pruned: Network;
  readonly baseline: Network;
  /** The stage's; absent in the last. */
  readonly head: AuxiliaryHead | undefined;
  readonly samples: SelectionSamples;
}

/** The phases of a run, each told event by event. They own nothing: what they make is gone when they end. */
export class Phases {
  constructor(private readonly run: RunContext) {}

  /** @param which what the network is in the run's work */
  async *measure(network: Network, which: 'whole' | 'pruned'): AsyncGenerator<RunEvent, Measured> {
    const { dataset, pass, budget, progress, work } = this.run;
    const accuracy = yield* evaluating(network, dataset, dataset.test, {
      pass,
      budget,
      tell: (images) => progress.advance('evaluation', work.inference(images, which)),
    });
    const images = dataset.test.labels.length;
    return { accuracy, images, isAgreement: dataset.isPredicted ?? false, ...costOf(network) };
  }

  async *time(baseline: Network, pruned: Network): AsyncGenerator<RunEvent, Latency> {
    const { pass, budget, progress, work } = this.run;
    const latency = await compareLatency(baseline, pruned, pass, budget);
    yield progress.advance('latency', work.latency());
    yield { type: 'latency', latency };
    return latency;
  }

  /** Has heads learn from what the network is now, then trains it with them (Algorithm S1). */
  async *auxiliary(network: Network, heads: readonly AuxiliaryHead[], indices: Uint32Array): AsyncGenerator<RunEvent> {
    const { dataset, pass, memory, progress, work } = this.run;
    for (const head of heads) {
      await learnTheta(network, head, dataset, indices, pass, memory.features);
      yield progress.advance('heads', work.theta(head.at));
    }
    yield* this.tune(network, heads, 'auxiliary');
  }

  /** Fine-tunes the result. Where it diverges the weights that were last sound come back, and the reason is returned. */
  async *fineTuning(network: Network): AsyncGenerator<RunEvent, string | undefined> {
    const last = new LastSound(network);
    try {
      for await (const event of this.tune(network, [], 'fine-tuning')) {
        if (event.type === 'training') last.keep();
        yield event;
      }
    } catch (error) {
      if (!(error instanceof Diverged)) throw error;
      last.restore();
      yield { type: 'stopped', reason: error.message };
      return error.message;
    } finally {
      await freeing(() => last.dispose());
    }
    return undefined;
  }

  /** Algorithm 2 for a layer. Returns the channels kept, ascending. */
  async *select(
    layer: PrunableGroup,
    { pruned, baseline, head, samples }: Selecting,
  ): AsyncGenerator<RunEvent, number[]> {
    const scoring: ScoringMember[] = [];
    try {
      for (const { layer: reader, channels } of layer.readers)
        scoring.push({ channels, problem: await layerProblem(pruned, baseline, reader, head, samples) });
      const { kept, weights } = yield* this.choose(scoring, layer);
      for (const { layer: reader, kernel, bias } of weights) {
        replaceWeight(pruned, `${reader}/kernel`, kernel);
        if (pruned.weights.has(`${reader}/bias`)) replaceWeight(pruned, `${reader}/bias`, bias);
        else bias.dispose();
      }
      return kept;
    } finally {
      await freeing(() => {
        for (const { problem } of scoring) disposeProblem(problem);
        if (layer.readers.length > 1) samples.pruned.restart();
      });
    }
  }

  /** @throws Diverged if what was selected holds numbers that are not finite */
  async checkSelected(network: Network): Promise<void> {
    if ((await unsoundWeights(network)).length > 0)
      throw new Diverged('selection: a selected weight is no longer a finite number', this.gentler());
  }

  private async *choose(
    scoring: readonly ScoringMember[],
    { id: layer, group }: PrunableGroup,
  ): AsyncGenerator<RunEvent, Selection> {
    const { recipe, plan, random, pass, progress, work } = this.run;
    const isAdapt = recipe.method === 'dcp-adapt';
    const steps = selectChannels(scoring, {
      count: isAdapt ? group.channels : (plan.keeps.get(layer) ?? group.channels),
      channelsPerStep: recipe.channelsPerStep,
      lambda: recipe.lambda,
      score: recipe.score,
      choose: recipe.method === 'random' ? 'random' : 'largest',
      ...(isAdapt ? { epsilon: recipe.epsilon } : {}),
      keepOneOf: keptSets(group),
      random: random.fork(`random channels of ${layer}`),
      pass,
    });
    const toDo = [...(work.selection.get(layer) ?? [])];
    try {
      let step = await steps.next();
      for (; !step.done; step = await steps.next()) {
        yield { type: 'selection', layer, ...step.value, scores: encodeScores(step.value.scores) };
        yield progress.advance('selection', toDo.shift() ?? 0);
      }
      for (const left of toDo) yield progress.advance('selection', left);
      if (!step.value) throw new Error(`the selection in "${layer}" has ended without a result`);
      return step.value;
    } finally {
      await freeing(async () => {
        await steps.return(undefined);
      });
    }
  }

  private async *tune(
    network: Network,
    heads: readonly AuxiliaryHead[],
    phase: 'auxiliary' | 'fine-tuning',
  ): AsyncGenerator<RunEvent> {
    const { dataset, recipe, budget, random, pass, progress, work } = this.run;
    const at = heads.map((head) => head.at);
    const isAuxiliary = phase === 'auxiliary';
    const stepWork = work.trainingStep(at, isAuxiliary ? 'whole' : 'pruned');
    const tuned = { network, heads, part: trainingPart(network, at, recipe.batchSize, budget) };
    const epochs = isAuxiliary ? recipe.auxiliaryEpochs : recipe.fineTuningEpochs;
    const steps = fineTuningSteps(dataset, recipe, epochs);
    for await (const { step, loss } of fineTune(tuned, dataset, recipe, epochs, random.fork(phase))) {
      await pass();
      if (loss !== undefined && !Number.isFinite(loss))
        throw new Diverged(
          `${isAuxiliary ? 'auxiliary training' : phase}, step ${step}: the loss or a weight is no longer a finite number`,
          this.gentler(),
        );
      yield progress.advance(phase, stepWork);
      if (loss !== undefined)
        yield { type: 'training', phase, step, steps, epoch: Math.ceil((step * epochs) / steps), loss };
    }
  }

  /** What to do about numbers that are no longer finite. */
  private gentler(): string {
    const { learningRate, lambda } = this.run.recipe;
    return `lower the learning rate (${learningRate})${lambda > 1 ? ` or lambda (${lambda})` : ''}`;
  }
}
