import type { LoggedEvent, Measured, RunEvent } from '../engine/run/events';

/** What a training has come to, on validation images. */
type EpochAccuracy = Extract<RunEvent, { type: 'epoch' }>;

/** What a run tells of fine-tuning. */
export interface Healing {
  readonly baseline: Measured;
  /** After the cut, before fine-tuning. */
  readonly selected: Measured;
  readonly pruned: Measured;
  /** The mean of the training losses that were told in each epoch. */
  readonly lossByEpoch: readonly number[];
  /** Before the first epoch of fine-tuning and after each; nothing if the run has not told it. */
  readonly accuracies: readonly EpochAccuracy[];
  /** Of the accuracy that the cut has taken, the share that came back. */
  readonly share: number;
}

/** @throws where the log has no such run */
export function healingOf(log: Iterable<LoggedEvent>): Healing {
  const measured = new Map<string, Measured>();
  const losses: number[][] = [];
  const accuracies: EpochAccuracy[] = [];
  for (const event of log) {
    if (event.type === 'epoch' && event.phase === 'fine-tuning') accuracies.push(event);
    if (event.type === 'measured') measured.set(event.which, event.measured);
    if (event.type === 'training' && event.phase === 'fine-tuning' && event.epoch !== undefined) {
      losses[event.epoch - 1] ??= [];
      losses[event.epoch - 1]!.push(event.loss);
    }
  }
  const [baseline, selected, pruned] = ['baseline', 'selected', 'pruned'].map((which) => measured.get(which));
  if (!baseline || !selected || !pruned) throw new Error('a run that does not tell its accuracies');
  const share = (pruned.accuracy - selected.accuracy) / (baseline.accuracy - selected.accuracy);
  return { baseline, selected, pruned, share, accuracies, lossByEpoch: losses.map(mean) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How much came back, in a word: nearly all, a good part, or almost nothing. */
export const healedBy = (share: number): 'all' | 'half' | 'nothing' =>
  share > 0.8 ? 'all' : share > 0.2 ? 'half' : 'nothing';
