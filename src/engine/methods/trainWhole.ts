import { heapFor } from '../memory/budget';
import { trainingBytes, trainingPart } from '../memory/passes';
import type { RunEvent } from '../run/events';
import type { Outline } from '../run/outline';
import type { Run } from '../run/run';
import type { Scope } from '../run/scope';
import type { Training } from '../run/training';
import { Work } from '../run/work';
import { accuracyOf } from '../train/evaluate';
import { fineTuningSteps, type Trained } from '../train/fineTune';

/** Trains the network with all its channels, before or while some are selected; tells what that does to its accuracy. */
export async function* trainWhole(
  run: Run,
  trained: Omit<Trained, 'part' | 'mirrors'>,
  training: Omit<Training, 'phase'>,
): AsyncGenerator<RunEvent> {
  const before = accuracyOf(yield* run.validate(trained.network, 'whole'));
  yield* run.train(trained, { phase: 'auxiliary', ...training });
  const after = accuracyOf(yield* run.validate(trained.network, 'whole'));
  yield { type: 'tuned', phase: 'auxiliary', images: run.scope.validation.labels.length, before, after };
}

/** What a method takes that trains the whole network, without heads, and does next to nothing else. */
export function trainingOutline(scope: Scope, epochs: number): Outline {
  const { network, dataset, recipe, budget, validation } = scope;
  if (epochs === 0) return { work: {}, memory: { phases: [] } };
  const work = new Work(scope);
  const part = trainingPart(network, [], recipe.batchSize, budget);
  const bytes = heapFor(trainingBytes(network, [], recipe.batchSize, part));
  return {
    work: {
      evaluation: 2 * work.inference(validation.labels.length, 'whole'),
      auxiliary: fineTuningSteps(dataset, recipe, epochs) * work.trainingStep([], 'whole'),
    },
    memory: { phases: [{ phase: 'auxiliary', bytes }] },
  };
}
