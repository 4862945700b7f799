import type { Network, Shape } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import type { Random } from '../random';

/**
 * A VGG-type network (Simonyan and Zisserman 2014, with batch norm): blocks of 3x3 convolutions, each block but the
 * last followed by a 2x2 max pooling, then global average pooling and one dense layer.
 */
export function vgg(
  name: string,
  { blocks, classes, inputShape }: { blocks: number[][]; classes: number; inputShape: Shape },
  random: Random,
): Network {
  const chain = new NetworkBuilder(inputShape);
  let index = 0;
  blocks.forEach((widths, block) => {
    for (const width of widths) chain.convBatchNormRelu(++index, width);
    if (block < blocks.length - 1) chain.append(`pool${block + 1}`, 'MaxPooling2D', { pool_size: [2, 2] });
  });
  return chain
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: classes })
    .build(name, random);
}
