import * as tf from '@tensorflow/tfjs';
import type { Network } from '../engine/network/network';
import { type Comparison, patience, type Trial, takeFastest } from '../engine/train/fasterBackend';
import type { BackendNote } from '../words/backend';
import type { Opening } from './opening';
import type { BackendInfo, StartedBackend } from './startBackend';

/** The backend in use: the one that was started or, where that has a rival, whichever trains the open network faster. */
export class Backends {
  private candidates: readonly BackendInfo[] = [];
  private used: BackendInfo | undefined;

  start({ rival, ...first }: StartedBackend): BackendInfo {
    this.candidates = rival ? [first, rival] : [first];
    this.used = first;
    return first;
  }

  /** Absent before the start. */
  get inUse(): BackendInfo | undefined {
    return this.used;
  }

  /** Times a training step of a network that nobody else uses, and moves it to the faster backend. @throws Cancelled */
  async chooseFor(network: Network, batchSize: number, opening: Opening): Promise<void> {
    if (this.candidates.length < 2) return;
    await opening.enter('timing');
    const names = this.candidates.map(({ name }) => name);
    const compared = await opening.during(takeFastest(network, names, { batchSize, pass: opening.pass }));
    const faster = this.candidates.find(({ name }) => name === compared.fastest);
    if (faster) this.used = { ...faster, notes: [...notesOf(compared), ...faster.notes] };
  }

  /** Work that may put another backend in use. If it fails, the one before is in use again. */
  async restoredIfFails<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = this.used;
    try {
      return await work();
    } catch (error) {
      if (before && tf.getBackend() !== before.name) await tf.setBackend(before.name);
      this.used = before;
      throw error;
    }
  }
}

/** What the comparison says of the backend that is taken: nothing where none could be timed. */
export function notesOf({ images, trials, fastest: backend }: Comparison): BackendNote[] {
  const taken = trials.find((trial) => trial.backend === backend);
  const other = trials.find((trial) => trial.backend !== backend);
  if (taken?.outcome !== 'timed' || !other) return [];
  const timed = { backend, images, milliseconds: rounded(taken.milliseconds), other: other.backend };
  return [noteOf(timed, other)];
}

function noteOf(timed: Omit<Extract<BackendNote, { code: 'late' }>, 'code' | 'seconds'>, other: Trial): BackendNote {
  switch (other.outcome) {
    case 'timed':
      return { code: 'faster', ...timed, longer: rounded(other.milliseconds) };
    case 'late':
      return { code: 'late', ...timed, seconds: patience / 1000 };
    case 'failed':
      return { code: 'failed', ...timed, message: other.message };
  }
}

const rounded = (milliseconds: number): string => milliseconds.toFixed(milliseconds < 9.95 ? 1 : 0);
