import type * as english from '../memory';
import type { Translation } from '../text';

export const memoryTexts: Translation<typeof english.memoryTexts> = {
  use: '{{budget}} 中用 {{most}}：{{parts}}',
  training: '每批 {{batchSize}} 张训练图像，分成每份 {{trainingPart}} 张',
  selection: '{{samples}} 个样本，分成每份 {{selectionPart}} 个',
  recomputed: '{{layers}} 重新计算',
  evaluation: '每次评估 {{evaluationBatch}} 张图像',
};
