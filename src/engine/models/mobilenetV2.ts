import type { Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import type { Random } from '../random';

/** Expansion, output channels, repetitions and first stride of each stage (Sandler et al. 2018, table 2). */
const stages = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

/** MobileNetV2 (Sandler et al. 2018): inverted residuals, thin between blocks and wide, depthwise, inside of them. */
export function mobilenetV2(
  name: string,
  { classes, size = 224 }: { classes: number; size?: number },
  random: Random,
): Network {
  const chain = new NetworkBuilder([size, size, 3]).convBatchNormRelu('', 32, { stride: 2 });
  let channels = 32;
  stages.forEach(([expansion, filters, count, firstStride], stage) => {
    for (let block = 0; block < count; block++) {
      const id = `${stage + 1}_${block + 1}`;
      const stride = block === 0 ? firstStride : 1;
      const input = chain.end();
      if (expansion > 1) chain.convBatchNormRelu(`${id}a`, expansion * channels, { kernel: 1 });
      chain.depthwiseBatchNormRelu(`${id}d`, stride).convBatchNorm(`${id}b`, filters, { kernel: 1 });
      if (stride === 1 && channels === filters) chain.append(`add${id}`, 'Add', {}, [...chain.end(), ...input]);
      channels = filters;
    }
  });
  return chain
    .convBatchNormRelu('_last', 1280, { kernel: 1 })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: classes })
    .build(name, random);
}
