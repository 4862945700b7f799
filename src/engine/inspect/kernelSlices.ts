import * as tf from '@tensorflow/tfjs';
import type { GroupPart } from '../channels/channelGraph';
import type { PrunableGroup } from '../channels/prunableGroups';
import { channelsRead, convolutionsOf } from '../layerwise/convolution';
import type { ConvolutionForm } from '../network/layers/convolutionForm';
import { layerOf, type Network, ownerOf, weightOf } from '../network/network';

/** The 2-D slices of a layer's kernel that belong to one channel. */
export interface KernelSlices {
  readonly layer: string;
  readonly height: number;
  readonly width: number;
  /** [slices, height, width]: one for each output of the layer, or for each input. */
  readonly values: Float32Array;
  /** The largest absolute value in the layer's whole kernel. */
  readonly largest: number;
}

/** A channel's part in the kernels around it. */
export interface ChannelKernels {
  /** Of the layers that make the channel: a slice for each channel that they read. */
  readonly makes: readonly KernelSlices[];
  /** Of the layers that read it: W_k, a slice for each filter (Eq 3). */
  readonly reads: readonly KernelSlices[];
}

/** The slices of all kernels that make or read one of a group's channels. */
export async function kernelSlices(network: Network, group: PrunableGroup, channel: number): Promise<ChannelKernels> {
  const makes: KernelSlices[] = [];
  for (const part of group.group.producers) makes.push(...(await slicesOf(network, part, channel, 'outputs')));
  return { makes, reads: await readSlices(network, group, channel) };
}

/** The slices of the kernels that read one of a group's channels. */
export async function readSlices(network: Network, group: PrunableGroup, channel: number): Promise<KernelSlices[]> {
  const reads: KernelSlices[] = [];
  for (const part of group.readers) reads.push(...(await slicesOf(network, part, channel, 'inputs')));
  return reads;
}

/** None where a layer has no part in the channel. @param along which end of the layer's kernel W the channel is on */
async function slicesOf(
  network: Network,
  { layer, channels }: GroupPart,
  channel: number,
  along: 'inputs' | 'outputs',
): Promise<KernelSlices[]> {
  const form = convolutionsOf(network)(layer);
  const of = along === 'inputs' ? channelsRead(form, channels) : channels;
  const places = [...of.keys()].filter((place) => of[place] === channel);
  if (places.length === 0) return [];
  const [height, width] = form.kernelSize;
  const [values, largest] = tf.tidy(() => {
    const kernel = form.toKernel(weightOf(network, ownerOf(layerOf(network, layer)), form.weight));
    const own =
      along === 'inputs' ? tf.gather(kernel, tf.tensor1d(places, 'int32'), 2) : filtersAt(form, kernel, places);
    return [tf.transpose(tf.reshape(own, [height, width, -1]), [2, 0, 1]), tf.max(tf.abs(kernel))] as const;
  });
  try {
    const [most = 0] = await largest.data();
    return [{ layer, height, width, values: Float32Array.from(await values.data()), largest: most }];
  } finally {
    tf.dispose([values, largest]);
  }
}

/** Filters of a kernel W [kh, kw, c, n / G], each of the channels that it reads: [kh, kw, c / G, filters]. */
function filtersAt({ channels, filters, blocks }: ConvolutionForm, kernel: tf.Tensor4D, places: number[]): tf.Tensor {
  const [reads, own] = [channels / blocks, filters / blocks];
  const [height, width] = kernel.shape;
  return tf.concat(
    places.map((place) =>
      tf.slice(kernel, [0, 0, reads * Math.floor(place / own), place % own], [height, width, reads, 1]),
    ),
    3,
  );
}
