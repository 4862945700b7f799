import { sized } from '../../memory/budget';
import type { MemoryUse } from '../events';

/** Whether a run does anything in parts, or anew, for want of memory. */
export const isTight = ({ batchSize, trainingPart, selectionPart = batchSize, recomputed }: MemoryUse): boolean =>
  Math.min(trainingPart, selectionPart) < batchSize || recomputed.length > 0;

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
    ...(recomputed.length > 0 ? [`computed anew for ${recomputed.map(({ layer }) => layer).join(', ')}`] : []),
    `${evaluationBatch} images evaluated at a time`,
  ];
  return `${sized(most)} of ${sized(budget)}: ${parts.join('; ')}`;
}
