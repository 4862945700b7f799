import type * as tf from '@tensorflow/tfjs';
import { makeImages } from '../data/batches';
import type { Dataset } from '../data/dataset';
import type { Moments } from '../layerwise/moments';
import { execute, imageFeeds } from '../network/execute';
import type { Convolution, ConvolutionForm } from '../network/layers/convolutionForm';
import { layerOf, type Network, weightOf } from '../network/network';

/** The moments of a convolution, of whose features each has a block, patch by patch and in 64 bits, from the images on. */
export async function patchMoments(
  convolution: ConvolutionForm,
  { pruned, baseline, layer }: { pruned: Network; baseline: Network; layer: string },
  dataset: Dataset,
  indices: Uint32Array,
): Promise<Moments> {
  const { kernelSize, channels, filters: all, blocks } = convolution;
  const [reads, filters] = [channels / blocks, all / blocks];
  const [input = ''] = layerOf(pruned, layer).inputs;
  const images = makeImages(dataset, dataset.train, indices);
  const [x] = execute(pruned, imageFeeds(pruned, images), [input]) as [tf.Tensor4D];
  const [output] = execute(baseline, imageFeeds(baseline, images), [layer]) as [tf.Tensor4D];
  const [, height, width] = output.shape;
  const [pixels, outputs] = [await x.data(), await output.data()];
  const perChannel = kernelSize[0] * kernelSize[1];
  const features = blocks + channels * perChannel;
  const channelOf = (feature: number) => Math.floor((feature - blocks) / perChannel);
  const blockOf = (feature: number) => (feature < blocks ? feature : Math.floor(channelOf(feature) / reads));
  const gram = new Float64Array(features * features);
  const target = new Float64Array(features * filters);
  for (let row = 0; row < outputs.length / all; row++) {
    const place = [Math.floor(row / width / height), Math.floor(row / width) % height, row % width] as const;
    const patch = [...Array(blocks).fill(1), ...patchAt(convolution, x.shape, pixels, place)];
    for (let i = 0; i < features; i++) {
      for (let j = 0; j < features; j++)
        if (blockOf(i) === blockOf(j)) gram[i * features + j]! += (patch[i]! * patch[j]!) / outputs.length;
      for (let filter = 0; filter < filters; filter++)
        target[i * filters + filter]! +=
          (patch[i]! * outputs[row * all + blockOf(i) * filters + filter]!) / outputs.length;
    }
  }
  const kernel = await weightOf(pruned, layer, 'kernel').data();
  const bias = await pruned.weights.get(`${layer}/bias`)?.data();
  const warmStart = Float32Array.from({ length: features * filters }, (_, at) => {
    const feature = Math.floor(at / filters);
    const filter = blockOf(feature) * filters + (at % filters);
    if (feature < blocks) return bias?.[filter] ?? 0;
    const tap = (feature - blocks) % perChannel;
    return kernel[(tap * reads + (channelOf(feature) % reads)) * all + filter]!;
  });
  return { perChannel, constants: blocks, features, filters, gram, target, warmStart };
}

/** A row of Phi, that of ones apart: channel by channel the pixels under the kernel; 'same' padding is of odd kernels, stride 1. */
function patchAt(
  { kernelSize, strides, padding, channels }: Convolution,
  [, height, width]: readonly number[],
  pixels: ArrayLike<number>,
  [image, row, column]: readonly [number, number, number],
): number[] {
  const before = kernelSize.map((size) => (padding === 'same' ? (size - 1) / 2 : 0));
  const patch = [];
  for (let channel = 0; channel < channels; channel++)
    for (let down = 0; down < kernelSize[0]; down++)
      for (let right = 0; right < kernelSize[1]; right++) {
        const y = row * strides[0] + down - before[0]!;
        const x = column * strides[1] + right - before[1]!;
        const isInside = y >= 0 && y < height! && x >= 0 && x < width!;
        patch.push(isInside ? pixels[((image * height! + y) * width! + x) * channels + channel]! : 0);
      }
  return patch;
}
