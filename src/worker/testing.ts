/** Files, networks and images for tests of the studio: so small that an opening or a run takes milliseconds. */
import { encode } from 'fast-png';
import { cifar10Classes } from '../engine/data/cifar10';
import { writeTfjsLayers } from '../engine/io/formats/tfjsLayers';
import type { DecodeImage } from '../engine/io/images/source';
import { recipeOf } from '../engine/methods/recipe';
import { disposeNetwork, type Network, type NetworkNotes } from '../engine/network/network';
import { NetworkBuilder } from '../engine/network/networkBuilder';
import { Random } from '../engine/random';
import type { NamedBlob } from './sources';

/** A network of two convolutions that reads 4 x 4 RGB images. */
export function tinyNetwork(name: string, classes: number, filters: number, notes?: NetworkNotes): Network {
  const network = new NetworkBuilder([4, 4, 3])
    .append('conv1', 'Conv2D', { filters, kernel_size: [3, 3], padding: 'same', activation: 'relu' })
    .append('conv2', 'Conv2D', { filters: 2, kernel_size: [1, 1], activation: 'relu' })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: classes })
    .build(name, new Random(1));
  return notes ? { ...network, notes } : network;
}

/** A network that reads no images. */
export const vectorNetwork = (): Network =>
  new NetworkBuilder([8]).append('classes', 'Dense', { units: 3 }).build('vector', new Random(1));

/** Weights of any tiny network, whole or pruned. */
export const tinyWeights = 6;

export const tinyRecipe = recipeOf({
  samples: 4,
  losses: 0,
  batchSize: 4,
  auxiliaryEpochs: 0,
  fineTuningEpochs: 1,
  fineTuningImages: 8,
});

/** The files of a TensorFlow.js model of its own folder. */
export async function modelFiles(network: Network): Promise<NamedBlob[]> {
  const files = await writeTfjsLayers(network);
  disposeNetwork(network);
  return Object.entries(files).map(([name, bytes]) => ({
    name: `${network.name}/${name}`,
    blob: new Blob([Uint8Array.from(bytes)]),
  }));
}

const imageFile = encode({ width: 4, height: 4, channels: 3, depth: 8, data: new Uint8Array(48).fill(7) });

/** Image files in folders named after their classes. */
export const imageFiles = (folder: string, classes: readonly string[], perClass: number): NamedBlob[] =>
  classes.flatMap((name) =>
    Array.from({ length: perClass }, (_, index) => ({
      name: `${folder}/${name}/${index}.png`,
      blob: new Blob([Uint8Array.from(imageFile)]),
    })),
  );

/** Pixels of an image file that nobody looks at: other ones at every call. */
export function decoder(): DecodeImage {
  const random = new Random(3);
  return async (_, height, width) => Uint8Array.from({ length: height * width * 3 }, () => random.integer(256));
}

/** What lies beside the page: models and a CIFAR-10 of a few images. */
export async function servedFiles(models: readonly Network[]): Promise<Map<string, Blob>> {
  const files = new Map<string, Blob>();
  for (const model of models) for (const { name, blob } of await modelFiles(model)) files.set(`models/${name}`, blob);
  for (const [part, count] of [
    ['train', 20],
    ['test', 10],
  ] as const) {
    const random = new Random(count);
    const data = Uint8Array.from({ length: count * 1024 * 3 }, () => random.integer(256));
    const sprite = encode({ width: 1024, height: count, channels: 3, depth: 8, data });
    files.set(`datasets/cifar10/${part}.png`, new Blob([Uint8Array.from(sprite)]));
    const labels = Array.from({ length: count }, (_, index) => index % cifar10Classes.length);
    files.set(`datasets/cifar10/${part}_labels.json`, new Blob([JSON.stringify(labels)]));
  }
  return files;
}
