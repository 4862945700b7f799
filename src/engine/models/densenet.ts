import type { Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import type { Random } from '../random';

/**
 * DenseNet-BC for CIFAR (Huang et al. 2017): in each of three blocks every layer, a 1x1 and a 3x3 convolution behind
 * batch norm and ReLU, reads all before it and adds `growth` channels; between blocks half of the channels go on.
 * Depth 40 has 6 layers a block, depth 100 has 16.
 */
export function densenet(
  name: string,
  { layers, growth, classes }: { layers: number; growth: number; classes: number },
  random: Random,
): Network {
  let channels = 2 * growth;
  const chain = new NetworkBuilder([32, 32, 3]).append('conv', 'Conv2D', convolution(channels, 3));
  for (let block = 1; block <= 3; block++) {
    for (let layer = 1; layer <= layers; layer++) {
      const id = `${block}_${layer}`;
      const input = chain.end();
      preActivated(chain, `${id}a`, 4 * growth, 1);
      preActivated(chain, `${id}b`, growth, 3);
      chain.append(`join${id}`, 'Concatenate', {}, [...input, ...chain.end()]);
      channels += growth;
    }
    if (block === 3) break;
    channels = Math.floor(channels / 2);
    preActivated(chain, `${block}_down`, channels, 1);
    chain.append(`pool${block}`, 'AveragePooling2D', { pool_size: [2, 2] });
  }
  return chain
    .append('bn', 'BatchNormalization')
    .append('relu', 'ReLU')
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: classes })
    .build(name, random);
}

const convolution = (filters: number, kernel: number) => ({
  filters,
  kernel_size: [kernel, kernel],
  padding: 'same',
  use_bias: false,
});

function preActivated(chain: NetworkBuilder, id: string, filters: number, kernel: number): void {
  chain
    .append(`bn${id}`, 'BatchNormalization')
    .append(`relu${id}`, 'ReLU')
    .append(`conv${id}`, 'Conv2D', convolution(filters, kernel));
}
