import type * as tf from '@tensorflow/tfjs';
import { freeing } from '../backend/lost';
import type { Checkpoint } from '../checkpoint';
import { trainingPart } from '../memory/passes';
import { disposeNetwork, type Network } from '../network/network';
import type { Random } from '../random';
import type { LoggedRecipe } from '../recipe/common';
import { fineTuning, type Trained } from '../train/fineTune';
import { Diverged, LastSound } from '../train/finite';
import { type AuxiliaryHead, buildHead } from '../train/heads';
import type { RunEvent, RunFailure } from './events';
import { lossesOfLastTraining, type Outline } from './outline';
import type { Scope } from './scope';
import type { Work } from './work';
import type { WorkKind } from './workKinds';

/** What a training needs of the run that it is in. */
export interface TrainingRun {
  readonly scope: Scope;
  readonly random: Random;
  readonly pass: Checkpoint;
  readonly work: Work;
  /** Training mirrors images. */
  readonly mirrors: boolean;
  advance(kind: WorkKind, units: number): RunEvent;
  watch(phase: Watched, epoch: number, network: Network, most: number): AsyncGenerator<RunEvent>;
}

/** A training of which it is told what accuracy it has come to, epoch by epoch. */
export type Watched = Extract<RunEvent, { type: 'epoch' }>['phase'];

/** A training within a run. */
export interface Training {
  readonly phase: 'auxiliary' | 'fine-tuning' | 'scratch';
  readonly epochs: number;
  /** The recipe's, if absent. */
  readonly learningRate?: number;
  readonly random: Random;
  /** Its accuracy is told after every epoch. */
  readonly watched?: Watched;
}

/** Trains a network, with auxiliary heads if there are any (Algorithm S1), told event by event. @throws Diverged */
export async function* train(
  run: TrainingRun,
  trained: Omit<Trained, 'part' | 'mirrors'>,
  { phase, epochs, learningRate = run.scope.recipe.learningRate, random, watched }: Training,
): AsyncGenerator<RunEvent, void> {
  const { dataset, budget } = run.scope;
  const recipe = { ...run.scope.recipe, learningRate };
  const { network, heads } = trained;
  const at = heads.map((head) => head.at);
  const unitsOf = (isTaught: boolean) =>
    phase === 'auxiliary' ? run.work.trainingStep(at, 'whole') : run.work.fineTuningStep(isTaught, at);
  const part = trainingPart(network, at, recipe.batchSize, budget);
  const { mirrors } = run;
  const look = async function* (epoch: number, step: number): AsyncGenerator<RunEvent> {
    if (!watched) return;
    try {
      yield* run.watch(watched, epoch, network, part);
    } catch (error) {
      throw error instanceof Diverged ? diverged(phase, recipe, step) : error;
    }
  };
  yield* look(0, 0);
  const steps = fineTuning({ ...trained, mirrors, part }, dataset, recipe, epochs, random);
  for await (const { step, steps: all, epoch, isTaught, loss } of steps) {
    await run.pass();
    if (loss !== undefined && !Number.isFinite(loss)) throw diverged(phase, recipe, step);
    yield run.advance(phase === 'auxiliary' ? phase : 'fine-tuning', unitsOf(isTaught));
    if (loss !== undefined) yield { type: 'training', phase, step, steps: all, epoch, loss };
    if (step * epochs === all * epoch) yield* look(epoch, step);
  }
}

/**
 * Fine-tunes the pruned network, taught by the opened one if the recipe asks for that, or trains it as the method's outline
 * has it. Where it diverges the weights that were last sound come back, and the reason is returned.
 */
export async function* fineTune(
  run: TrainingRun,
  network: Network,
  outline: Outline,
  masks: ReadonlyMap<string, tf.Tensor>,
): AsyncGenerator<RunEvent, RunFailure | undefined> {
  const { network: opened, recipe } = run.scope;
  const isTaught = recipe.distillation > 0 && !outline.training?.isFresh;
  const heads: AuxiliaryHead[] = [];
  try {
    for (const at of lossesOfLastTraining(outline))
      heads.push(buildHead(network, at, run.random.fork(`head at ${at}`)));
    const trained = { network, heads, masks, ...(isTaught ? { teacher: opened } : {}) };
    return yield* whileSound(run, trained, lastTraining(recipe, 'fine-tuning'));
  } finally {
    await freeing(() => {
      for (const head of heads) disposeNetwork(head.network);
    });
  }
}

/** Trains a network as `fineTune` does, for so many epochs, with weights that are rounded or masked. */
export function trainRounded(
  run: TrainingRun,
  network: Network,
  how: Pick<Trained, 'rounding' | 'masks'>,
  epochs: number,
): AsyncGenerator<RunEvent, RunFailure | undefined> {
  const { network: opened, recipe } = run.scope;
  const trained = { network, heads: [], ...how, ...(recipe.distillation > 0 ? { teacher: opened } : {}) };
  return whileSound(run, trained, { phase: 'fine-tuning', epochs });
}

/** Trains a network as `fineTune` does, on the same images in the same order, but without a teacher. */
export const trainScratch = (run: TrainingRun, network: Network): AsyncGenerator<RunEvent, RunFailure | undefined> =>
  whileSound(run, { network, heads: [] }, lastTraining(run.scope.recipe, 'scratch'));

const lastTraining = ({ fineTuningEpochs }: LoggedRecipe, phase: Watched) => ({
  ...{ phase, epochs: fineTuningEpochs, watched: phase },
});

async function* whileSound(
  run: TrainingRun,
  trained: Omit<Trained, 'part' | 'mirrors'>,
  training: Pick<Training, 'epochs' | 'watched'> & { readonly phase: Watched },
): AsyncGenerator<RunEvent, RunFailure | undefined> {
  const last = new LastSound(trained.network);
  const random = run.random.fork('fine-tuning');
  try {
    for await (const event of train(run, trained, { ...training, random })) {
      if (event.type === 'training') last.keep();
      yield event;
    }
  } catch (error) {
    if (!(error instanceof Diverged)) throw error;
    last.restore();
    const { code, params } = error;
    const reason = { code, params };
    yield { type: 'stopped', reason, ...(training.phase === 'scratch' ? { phase: training.phase } : {}) };
    return reason;
  } finally {
    await freeing(() => last.dispose());
  }
  return undefined;
}

/** Numbers are no longer finite, which a lower learning rate may mend, or a lower lambda where it is large. */
export function diverged(what: keyof typeof divergences, { learningRate, method }: LoggedRecipe, step = 0): Diverged {
  const lambda = typeof method.lambda === 'number' ? method.lambda : 0;
  const [plain, weighted] = divergences[what];
  return new Diverged(lambda > 1 ? weighted : plain, { step, learningRate, lambda });
}

const divergences = {
  auxiliary: ['diverged.auxiliary', 'diverged.auxiliary-lambda'],
  'fine-tuning': ['diverged.fine-tuning', 'diverged.fine-tuning-lambda'],
  scratch: ['diverged.scratch', 'diverged.scratch'],
  selected: ['diverged.selected', 'diverged.selected-lambda'],
  scores: ['diverged.scores', 'diverged.scores-lambda'],
} as const;
