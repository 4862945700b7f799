import type * as tf from '@tensorflow/tfjs';
import { freeing } from '../backend/lost';
import type { Checkpoint } from '../checkpoint';
import { trainingPart } from '../memory/passes';
import { disposeNetwork, type Network } from '../network/network';
import type { Random } from '../random';
import type { LoggedRecipe } from '../recipe/common';
import { errorGap } from '../train/errorGap';
import { accuracyOf, type RightImages } from '../train/evaluate';
import { fineTuning, isTaughtBy, type Trained } from '../train/fineTune';
import { Diverged, LastSound } from '../train/finite';
import { type AuxiliaryHead, buildHead } from '../train/heads';
import type { RunEvent, RunFailure } from './events';
import { lossesOfLastTraining, type Outline } from './outline';
import type { Scope } from './scope';
import { timesUnits, type Work } from './work';
import type { Units, WorkKind } from './workKinds';

/** What a training needs of the run that it is in. */
export interface TrainingRun {
  readonly scope: Scope;
  readonly random: Random;
  readonly pass: Checkpoint;
  readonly work: Work;
  /** Training mirrors images. */
  readonly mirrors: boolean;
  advance(kind: WorkKind, units: number): RunEvent;
  expectMore(more: Units): void;
  watch(phase: Watched, epoch: number, network: Network, most: number): AsyncGenerator<RunEvent, RightImages>;
}

/** The watched images that a network has right before a training and after it, or after the epoch that ended it. */
export interface Change {
  readonly before: RightImages;
  readonly after: RightImages;
  readonly epochs: number;
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
  /** An epoch that has spoilt the network ends it. */
  readonly isGivenUp?: boolean;
}

/**
 * Trains a network, with auxiliary heads if there are any (Algorithm S1), told event by event. Returns what that has done to
 * it, if it is watched. @throws Diverged
 */
export async function* train(
  run: TrainingRun,
  trained: Omit<Trained, 'part' | 'mirrors'>,
  { phase, epochs, learningRate = run.scope.recipe.learningRate, random, watched, isGivenUp }: Training,
): AsyncGenerator<RunEvent, Change | undefined> {
  const { dataset, budget } = run.scope;
  const recipe = { ...run.scope.recipe, learningRate };
  const { network, heads } = trained;
  const at = heads.map((head) => head.at);
  const unitsOf = (isTaught: boolean) =>
    phase === 'auxiliary' ? run.work.trainingStep(at, 'whole') : run.work.fineTuningStep(isTaught, at);
  const part = trainingPart(network, at, recipe.batchSize, budget);
  const { mirrors } = run;
  const look = async function* (epoch: number, step: number): AsyncGenerator<RunEvent, RightImages | undefined> {
    if (!watched) return undefined;
    try {
      return yield* run.watch(watched, epoch, network, part);
    } catch (error) {
      throw error instanceof Diverged ? diverged(phase, recipe, step) : error;
    }
  };
  const before = yield* look(0, 0);
  let change = before && { before, after: before, epochs: 0 };
  const steps = fineTuning({ ...trained, mirrors, part }, dataset, recipe, epochs, random);
  for await (const { step, steps: all, epoch, isTaught, loss } of steps) {
    await run.pass();
    if (loss !== undefined && !Number.isFinite(loss)) throw diverged(phase, recipe, step);
    yield run.advance(phase === 'auxiliary' ? phase : 'fine-tuning', unitsOf(isTaught));
    if (loss !== undefined) yield { type: 'training', phase, step, steps: all, epoch, loss };
    if (step * epochs !== all * epoch) continue;
    const after = yield* look(epoch, step);
    change = before && after && { before, after, epochs: epoch };
    if (isGivenUp && change && isWorse(change, bearable)) break;
  }
  return change;
}

/**
 * Fine-tunes the pruned network, taught by the opened one where `isTaughtBy` says so, or trains it as the method's outline
 * has it: fresh weights have no teacher. Where it diverges the weights that were last sound come back; where it only worsens
 * the network, those of before, but of fresh ones. The reason is returned.
 */
export async function* fineTune(
  run: TrainingRun,
  network: Network,
  outline: Outline,
  masks: ReadonlyMap<string, tf.Tensor>,
): AsyncGenerator<RunEvent, RunFailure | undefined> {
  const { network: opened, dataset, recipe } = run.scope;
  const isTaught = isTaughtBy(dataset, recipe) && !outline.training?.isFresh;
  const heads: AuxiliaryHead[] = [];
  try {
    for (const at of lossesOfLastTraining(outline))
      heads.push(buildHead(network, at, run.random.fork(`head at ${at}`)));
    const trained = { network, heads, masks, ...(isTaught ? { teacher: opened } : {}) };
    const training = lastTraining(recipe, 'fine-tuning');
    if (outline.training?.isFresh) return (yield* whileSound(run, trained, training)).reason;
    return yield* whileBetter(run, trained, training, run.work.fineTuning(outline));
  } finally {
    await freeing(() => {
      for (const head of heads) disposeNetwork(head.network);
    });
  }
}

/** Trains a network as `fineTune` does, for so many epochs, with weights that are rounded, or held at zero by masks. */
export async function* trainRounded(
  run: TrainingRun,
  network: Network,
  how: Pick<Trained, 'rounding' | 'masks'>,
  epochs: number,
): AsyncGenerator<RunEvent, RunFailure | undefined> {
  const { network: opened, dataset, recipe } = run.scope;
  const trained = { network, heads: [], ...how, ...(isTaughtBy(dataset, recipe) ? { teacher: opened } : {}) };
  return (yield* whileSound(run, trained, { phase: 'fine-tuning', epochs })).reason;
}

/** Trains a network as `fineTune` does, on the same images in the same order, but without a teacher. */
export async function* trainScratch(
  run: TrainingRun,
  network: Network,
): AsyncGenerator<RunEvent, RunFailure | undefined> {
  const training = lastTraining(run.scope.recipe, 'scratch');
  return (yield* whileSound(run, { network, heads: [] }, training)).reason;
}

const lastTraining = ({ fineTuningEpochs }: LoggedRecipe, phase: Watched) => ({
  ...{ phase, epochs: fineTuningEpochs, watched: phase },
});

type LastTraining = Pick<Training, 'epochs' | 'learningRate' | 'watched' | 'isGivenUp'> & { readonly phase: Watched };

/** Shares of the recipe's learning rate that fine-tuning goes by, each if it worsens the network with the one before. */
const gentlerRates = [1, 1 / 8, 1 / 64];

/** A fall of accuracy, as a share of the images, that a network wins back in the epochs after; a greater one it mostly does not. */
const bearable = 0.1;

/** It answers fewer of the watched images rightly than before, beyond what chance makes of so many by more than that share. */
const isWorse = ({ before, after }: Change, share = 0): boolean => errorGap(before, after).low > share;

/**
 * Trains, and begins again with a lower rate where that has worsened the network, as can be without batch norm or with few
 * images. Where the lowest rate does so too, the network stays as it was. @param work of one such training
 */
async function* whileBetter(
  run: TrainingRun,
  trained: Omit<Trained, 'part' | 'mirrors'>,
  training: LastTraining,
  work: Units,
): AsyncGenerator<RunEvent, RunFailure | undefined> {
  const start = new LastSound(trained.network);
  const rates = gentlerRates.map((share) => share * run.scope.recipe.learningRate);
  try {
    for (const [place, learningRate] of rates.entries()) {
      const isGivenUp = place < rates.length - 1;
      const { reason, change } = yield* whileSound(run, trained, { ...training, learningRate, isGivenUp });
      if (reason || !change || !isWorse(change)) return reason;
      start.restore();
      const [before, after] = [change.before, change.after].map(accuracyOf);
      const told = { images: change.after.length, before: before!, after: after! };
      const next = rates[place + 1];
      if (next === undefined) return yield* worsened(told, learningRate);
      run.expectMore(timesUnits(change.epochs / training.epochs, work));
      yield { type: 'gentler', ...told, learningRate, next };
    }
  } finally {
    await freeing(() => start.dispose());
  }
  return undefined;
}

function* worsened(
  { images, before, after }: Pick<Extract<RunEvent, { type: 'gentler' }>, 'images' | 'before' | 'after'>,
  learningRate: number,
): Generator<RunEvent, RunFailure> {
  const [whole, less] = [before, after].map((share) => (100 * share).toFixed(1));
  const reason = {
    code: 'worsened.fine-tuning',
    params: { images, before: whole!, after: less!, learningRate },
  } as const;
  yield { type: 'stopped', reason };
  return reason;
}

async function* whileSound(
  run: TrainingRun,
  trained: Omit<Trained, 'part' | 'mirrors'>,
  training: LastTraining,
): AsyncGenerator<RunEvent, { readonly reason?: RunFailure; readonly change?: Change }> {
  const last = new LastSound(trained.network);
  const random = run.random.fork('fine-tuning');
  const events = train(run, trained, { ...training, random });
  try {
    for (;;) {
      const { done, value } = await events.next();
      if (done) return value ? { change: value } : {};
      if (value.type === 'training') last.keep();
      yield value;
    }
  } catch (error) {
    if (!(error instanceof Diverged)) throw error;
    last.restore();
    const { code, params } = error;
    const reason = { code, params };
    yield { type: 'stopped', reason, ...(training.phase === 'scratch' ? { phase: training.phase } : {}) };
    return { reason };
  } finally {
    await events.return(undefined);
    await freeing(() => last.dispose());
  }
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
