import type { Network, Shape } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import type { Random } from '../random';

/** The output channels and the stride of a block. */
export type Block = readonly [filters: number, stride: number];

/** The 13 blocks of MobileNet (Howard et al. 2017, table 1), for images of 224 pixels. */
export const mobilenetBlocks: readonly Block[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  ...Array.from({ length: 5 }, (): Block => [512, 1]),
  [1024, 2],
  [1024, 1],
];

/**
 * MobileNet (Howard et al. 2017): a 3x3 convolution, then blocks of a depthwise 3x3 and a pointwise 1x1 convolution,
 * each with batch norm and ReLU.
 *
 * @param stem the first convolution; the paper's is of 32 filters and stride 2
 */
export function mobilenet(
  name: string,
  { stem, blocks, classes, inputShape }: { stem: Block; blocks: readonly Block[]; classes: number; inputShape: Shape },
  random: Random,
): Network {
  const chain = new NetworkBuilder(inputShape).convBatchNormRelu('', stem[0], { stride: stem[1] });
  blocks.forEach(([filters, stride], block) => {
    chain.depthwiseBatchNormRelu(`_dw${block + 1}`, stride);
    chain.convBatchNormRelu(`_pw${block + 1}`, filters, { kernel: 1 });
  });
  return chain
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: classes })
    .build(name, random);
}
