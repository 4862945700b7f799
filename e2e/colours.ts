import * as tf from '@tensorflow/tfjs';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { kerasZip } from '../src/engine/io/formats/kerasZip';
import { disposeNetwork } from '../src/engine/network/network';
import { NetworkBuilder } from '../src/engine/network/networkBuilder';
import { Random } from '../src/engine/random';

const colours = { blue: [40, 60, 220], green: [30, 200, 60], red: [220, 40, 50] } as const;
const classes = Object.keys(colours);

/** A .keras file of an untrained network that reads 16 x 16 images and tells three colours apart, softmax included. */
export async function kerasFile(): Promise<Uint8Array> {
  await tf.setBackend('cpu');
  const network = new NetworkBuilder([16, 16, 3])
    .append('scale', 'Rescaling', { scale: 1 / 255 })
    .append('conv1', 'Conv2D', { filters: 6, kernel_size: [3, 3], activation: 'relu' })
    .append('pool', 'MaxPooling2D')
    .append('conv2', 'Conv2D', { filters: 6, kernel_size: [3, 3], activation: 'relu' })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3, activation: 'softmax' })
    .build('my-colours', new Random(3));
  const bytes = await kerasZip.write(network);
  disposeNetwork(network);
  return bytes;
}

/** A zip of class-named folders of noisy images of one colour each, and a file that is no image. */
export function imagesZip(names: readonly string[] = classes, count = 20): Uint8Array {
  const random = new Random(5);
  const files: Record<string, Uint8Array> = { [`mine/${names[0]}/broken.png`]: Uint8Array.of(137, 80, 78, 71, 1) };
  names.forEach((name, label) => {
    const colour = Object.values(colours)[label]!;
    for (let index = 0; index < count; index++) {
      const data = Uint8Array.from({ length: 24 * 20 * 3 }, (_, at) =>
        Math.max(0, Math.min(255, colour[at % 3]! + random.integer(60) - 30)),
      );
      files[`mine/${name}/${index}.png`] = encode({ width: 24, height: 20, channels: 3, depth: 8, data });
    }
  });
  return zipSync(files);
}
