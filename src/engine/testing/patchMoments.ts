import type * as tf from '@tensorflow/tfjs';
import { makeImages } from '../data/batches';
import type { Dataset } from '../data/dataset';
import type { Moments } from '../layerwise/moments';
import { execute, imageFeeds } from '../network/execute';
import type { Convolution } from '../network/layers/convolutionForm';
import { layerOf, type Network, weightOf } from '../network/network';

/** The moments of a convolution, patch by patch and in 64 bits, from the images on. */
export async function patchMoments(
  convolution: Convolution,
  { pruned, baseline, layer }: { pruned: Network; baseline: Network; layer: string },
  dataset: Dataset,
  indices: Uint32Array,
): Promise<Moments> {
  const { kernelSize, channels, filters } = convolution;
  const [input = ''] = layerOf(pruned, layer).inputs;
  const images = makeImages(dataset, dataset.train, indices);
  const [x] = execute(pruned, imageFeeds(pruned, images), [input]) as [tf.Tensor4D];
  const [output] = execute(baseline, imageFeeds(baseline, images), [layer]) as [tf.Tensor4D];
  const [, height, width] = output.shape;
  const [pixels, outputs] = [await x.data(), await output.data()];
  const perChannel = kernelSize[0] * kernelSize[1];
  const features = 1 + channels * perChannel;
  const gram = new Float64Array(features * features);
  const target = new Float64Array(features * filters);
  for (let row = 0; row < outputs.length / filters; row++) {
    const place = [Math.floor(row / width / height), Math.floor(row / width) % height, row % width] as const;
    const patch = patchAt(convolution, x.shape, pixels, place);
    for (let i = 0; i < features; i++) {
      for (let j = 0; j < features; j++) gram[i * features + j]! += (patch[i]! * patch[j]!) / outputs.length;
      for (let filter = 0; filter < filters; filter++)
        target[i * filters + filter]! += (patch[i]! * outputs[row * filters + filter]!) / outputs.length;
    }
  }
  const kernel = await weightOf(pruned, layer, 'kernel').data();
  const bias = await pruned.weights.get(`${layer}/bias`)?.data();
  const warmStart = Float32Array.from({ length: features * filters }, (_, at) => {
    const [feature, filter] = [Math.floor(at / filters) - 1, at % filters];
    if (feature < 0) return bias?.[filter] ?? 0;
    const [channel, tap] = [Math.floor(feature / perChannel), feature % perChannel];
    return kernel[(tap * channels + channel) * filters + filter]!;
  });
  return { perChannel, features, filters, gram, target, warmStart };
}

/** A row of Phi: 1, then channel by channel the pixels under the kernel; 'same' padding is of odd kernels, stride 1. */
function patchAt(
  { kernelSize, strides, padding, channels }: Convolution,
  [, height, width]: readonly number[],
  pixels: ArrayLike<number>,
  [image, row, column]: readonly [number, number, number],
): number[] {
  const before = kernelSize.map((size) => (padding === 'same' ? (size - 1) / 2 : 0));
  const patch = [1];
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
