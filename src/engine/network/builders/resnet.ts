import type { Random } from '../../random';
import { LayerChain } from '../build';
import type { Network } from '../network';

/**
 * A residual network for CIFAR (He et al. 2016, section 4.2): three stages of 16, 32 and 64 channels, each of
 * `blocks` blocks of two 3x3 convolutions; shortcuts that change the shape are 1x1 convolutions with batch norm.
 * ResNet-20 has 3 blocks a stage, ResNet-56 has 9.
 */
export function cifarResnet(
  name: string,
  { blocks, classes, size = 32 }: { blocks: number; classes: number; size?: number },
  random: Random,
): Network {
  const chain = new LayerChain([size, size, 3]).convBatchNormRelu('', 16);
  [16, 32, 64].forEach((filters, stage) => {
    for (let block = 0; block < blocks; block++) {
      const id = `${stage + 1}_${block + 1}`;
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const input = chain.end();
      chain.convBatchNormRelu(`${id}a`, filters, { stride }).convBatchNorm(`${id}b`, filters);
      const residual = chain.end();
      const shortcut =
        stride === 1 ? input : chain.convBatchNorm(`${id}s`, filters, { kernel: 1, stride, inputs: input }).end();
      chain.append(`add${id}`, 'Add', {}, [...residual, ...shortcut]).append(`relu${id}`, 'ReLU');
    }
  });
  return chain
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: classes })
    .build(name, random);
}
