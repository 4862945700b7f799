import { heapFor } from '../../memory/budget';
import { inferenceBatch, inferenceBytes, trainingBytes, trainingPart } from '../../memory/passes';
import { evaluationBatch } from '../../train/evaluate';
import type { MemoryUse } from '../events';
import { lossesOfLastTraining, type Outline } from '../outline';
import type { Scope } from '../scope';

/**
 * How a run stays within its budget: what it does for itself, and what its method does.
 *
 * @throws InputError with numbers, if not even single images fit
 */
export function memoryUse(
  { network, recipe, budget }: Pick<Scope, 'network' | 'recipe' | 'budget'>,
  outline: Outline,
): MemoryUse {
  const { losses = [], memory } = outline;
  const { batchSize } = recipe;
  const evaluated = inferenceBatch(network, evaluationBatch, budget);
  const part = trainingPart(network, losses, batchSize, budget);
  return {
    ...{ budget, evaluationBatch: evaluated, batchSize, trainingPart: part },
    ...{ recomputed: [], ...memory },
    phases: [
      { phase: 'baseline', bytes: heapFor(inferenceBytes(network, evaluated)) },
      ...memory.phases,
      { phase: 'fine-tuning', bytes: heapFor(trainingBytes(network, lossesOfLastTraining(outline), batchSize, part)) },
    ],
  };
}
