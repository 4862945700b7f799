import { tellGroup } from './names';
import { formatMemory } from './quantities';

/** What is told of how a run stays within its memory. */
interface MemoryUse {
  readonly budget: number;
  readonly phases: ReadonlyArray<{ readonly bytes: number }>;
  readonly batchSize: number;
  readonly trainingPart: number;
  readonly selectionPart?: number;
  readonly samples?: number;
  readonly recomputed: ReadonlyArray<{ readonly layer: string }>;
  readonly evaluationBatch: number;
}

/** How a run stays within its memory, in a line. */
export function tellMemory(use: MemoryUse): string {
  const {
    budget,
    phases,
    batchSize,
    trainingPart,
    selectionPart = batchSize,
    samples,
    recomputed,
    evaluationBatch,
  } = use;
  const most = Math.max(...phases.map(({ bytes }) => bytes));
  const parts = [
    ...(trainingPart < batchSize ? [`training batches of ${batchSize} in parts of ${trainingPart}`] : []),
    ...(selectionPart < batchSize ? [`${samples} samples in parts of ${selectionPart}`] : []),
    ...(recomputed.length > 0
      ? [`computed anew for ${recomputed.map(({ layer }) => tellGroup(layer)).join(', ')}`]
      : []),
    `${evaluationBatch} images evaluated at a time`,
  ];
  return `${formatMemory(most)} of ${formatMemory(budget)}: ${parts.join('; ')}`;
}
