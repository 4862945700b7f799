import type { Dataset } from './data/dataset';
import { fineTuningSteps } from './dcp/fineTune';
import type { Phase, RunEvent } from './events';
import type { Recipe } from './recipe';

/** Work done and to do, in units of one selected channel. */
export class Progress {
  /** A training step in units of a selection step, whose two passes run a part of the network each. */
  readonly trainingStep: number;
  private done = 0;
  private readonly total: number;

  constructor(dataset: Dataset, recipe: Recipe, stages: number, counts: ReadonlyMap<string, number>) {
    this.trainingStep = (3 * recipe.batchSize) / recipe.samples;
    const channels = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const auxiliary = fineTuningSteps(dataset, recipe, recipe.auxiliaryEpochs);
    const losses = recipe.schedule === 'upfront' ? stages : 2 * stages - 1;
    const final = fineTuningSteps(dataset, recipe, recipe.fineTuningEpochs);
    this.total = channels + (auxiliary * losses + final) * this.trainingStep;
  }

  advance(units: number): RunEvent {
    this.done = Math.min(this.total, this.done + units);
    return { type: 'progress', done: this.done, total: this.total };
  }

  finish(): RunEvent {
    return this.advance(this.total);
  }
}

/** Seconds spent in each phase. */
export class PhaseClock {
  private readonly spent: Record<Phase, number> = {
    baseline: 0,
    auxiliary: 0,
    selection: 0,
    'fine-tuning': 0,
    evaluation: 0,
  };
  private current: Phase | undefined;
  private since = 0;

  enter(phase: Phase, detail: string): RunEvent {
    this.settle();
    this.current = phase;
    return { type: 'phase', phase, detail };
  }

  seconds(): Record<Phase, number> {
    this.settle();
    return { ...this.spent };
  }

  private settle(): void {
    const now = performance.now();
    if (this.current) this.spent[this.current] += (now - this.since) / 1000;
    this.since = now;
  }
}
