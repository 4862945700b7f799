import { tellGroup } from './names';
import { formatMemory } from './quantities';
import { fill, joints } from './text';
import { translated } from './translated';

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

export const memoryTexts = translated('memory.memoryTexts', {
  use: '{{most}} of {{budget}}: {{parts}}',
  training: 'training batches of {{batchSize}} in parts of {{trainingPart}}',
  selection: '{{samples}} samples in parts of {{selectionPart}}',
  recomputed: 'computed anew for {{layers}}',
  evaluation: '{{evaluationBatch}} images evaluated at a time',
});

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
  const parts = [
    trainingPart < batchSize && fill(memoryTexts.training, { batchSize, trainingPart }),
    selectionPart < batchSize && samples !== undefined && fill(memoryTexts.selection, { samples, selectionPart }),
    recomputed.length > 0 &&
      fill(memoryTexts.recomputed, { layers: recomputed.map(({ layer }) => tellGroup(layer)).join(joints.comma) }),
    fill(memoryTexts.evaluation, { evaluationBatch }),
  ];
  return fill(memoryTexts.use, {
    most: formatMemory(Math.max(...phases.map(({ bytes }) => bytes))),
    budget: formatMemory(budget),
    parts: parts.filter(Boolean).join(joints.semicolon),
  });
}
