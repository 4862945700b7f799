import type { Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import type { Random } from '../random';

/**
 * A residual network for CIFAR (He et al. 2016, section 4.2): three stages of 16, 32 and 64 channels, each of
 * `blocks` blocks of two 3x3 convolutions; shortcuts that change the shape are 1x1 convolutions with batch norm.
 * ResNet-20 has 3 blocks a stage, ResNet-56 has 9.
 *
 * @param squeeze the ratio of a squeeze-and-excite at the end of every block; none if absent
 */
export function cifarResnet(
  name: string,
  { blocks, classes, size = 32, squeeze }: { blocks: number; classes: number; size?: number; squeeze?: number },
  random: Random,
): Network {
  const chain = new NetworkBuilder([size, size, 3]).convBatchNormRelu('', 16);
  [16, 32, 64].forEach((filters, stage) => {
    for (let block = 0; block < blocks; block++) {
      const id = `${stage + 1}_${block + 1}`;
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const input = chain.end();
      chain.convBatchNormRelu(`${id}a`, filters, { stride }).convBatchNorm(`${id}b`, filters);
      if (squeeze !== undefined) chain.squeezeExcite(id, filters, squeeze);
      addShortcut(chain, id, filters, stride, input, stride > 1);
    }
  });
  return withClassifier(chain, name, classes, random);
}

/**
 * ResNet-18 or ResNet-50 (He et al. 2016, table 1): blocks of two 3x3 convolutions, or of 1x1, 3x3 and 1x1 ones. The
 * 3x3 convolution strides, as in the network that the paper on DCP prunes.
 */
export function imagenetResnet(
  name: string,
  { blocks, isBottleneck, classes }: { blocks: readonly number[]; isBottleneck: boolean; classes: number },
  random: Random,
): Network {
  const chain = new NetworkBuilder([224, 224, 3])
    .convBatchNormRelu('', 64, { kernel: 7, stride: 2 })
    .append('pool', 'MaxPooling2D', { pool_size: [3, 3], strides: [2, 2], padding: 'same' });
  blocks.forEach((count, stage) => {
    const inner = 64 * 2 ** stage;
    const filters = isBottleneck ? 4 * inner : inner;
    for (let block = 0; block < count; block++) {
      const id = `${stage + 1}_${block + 1}`;
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const input = chain.end();
      if (isBottleneck)
        chain
          .convBatchNormRelu(`${id}a`, inner, { kernel: 1 })
          .convBatchNormRelu(`${id}b`, inner, { stride })
          .convBatchNorm(`${id}c`, filters, { kernel: 1 });
      else chain.convBatchNormRelu(`${id}a`, inner, { stride }).convBatchNorm(`${id}b`, filters);
      addShortcut(chain, id, filters, stride, input, block === 0 && (stride > 1 || isBottleneck));
    }
  });
  return withClassifier(chain, name, classes, random);
}

/** Adds the block's input, or a 1x1 convolution of it, to the layer appended last. */
function addShortcut(
  chain: NetworkBuilder,
  id: string,
  filters: number,
  stride: number,
  input: string[],
  isProjected: boolean,
): void {
  const residual = chain.end();
  const shortcut = isProjected
    ? chain.convBatchNorm(`${id}s`, filters, { kernel: 1, stride, inputs: input }).end()
    : input;
  chain.append(`add${id}`, 'Add', {}, [...residual, ...shortcut]).append(`relu${id}`, 'ReLU');
}

const withClassifier = (chain: NetworkBuilder, name: string, classes: number, random: Random): Network =>
  chain.append('gap', 'GlobalAveragePooling2D').append('classes', 'Dense', { units: classes }).build(name, random);
