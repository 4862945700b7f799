import type { MemoryUse } from '../events';

/** Whether a run does anything in parts, or anew, for want of memory. */
export const isTight = ({ batchSize, trainingPart, selectionPart = batchSize, recomputed }: MemoryUse): boolean =>
  Math.min(trainingPart, selectionPart) < batchSize || recomputed.length > 0;
