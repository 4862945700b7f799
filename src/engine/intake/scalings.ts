import { type Dataset, imageOf } from '../data/dataset';
import type { Network } from '../network/network';
import { imageNetScaling, type Scaling } from '../network/scaling';

/** The network scales its images itself: a Rescaling or Normalization layer reads its input. */
export function scalesItself({ layers, input }: Pick<Network, 'layers' | 'input'>): boolean {
  const first = layers.find(({ inputs }) => inputs.includes(input));
  return first?.className === 'Rescaling' || first?.className === 'Normalization';
}

/** Mean and deviation of the training images' bytes, as shares of 255, channel by channel. */
function ownScaling({ train, shape }: Pick<Dataset, 'train' | 'shape'>): Scaling {
  const [height, width, channels] = shape;
  const rows = train.labels.length * height * width;
  const images = Array.from(train.labels.keys(), (index) => imageOf({ shape }, train, index));
  const moments = Array.from({ length: channels }, (_, channel) => {
    let [sum, squares] = [0, 0];
    for (const image of images)
      for (let at = channel; at < image.length; at += channels) {
        const share = image[at]! / 255;
        sum += share;
        squares += share * share;
      }
    const mean = sum / rows;
    return { mean, deviation: Math.sqrt(Math.max(squares / rows - mean * mean, 1e-6)) };
  });
  return {
    kind: 'standard',
    mean: moments.map(({ mean }) => mean),
    deviation: moments.map(({ deviation }) => deviation),
  };
}

/** The ways in which images are usually scaled for networks. */
export const usualScalings = (dataset: Pick<Dataset, 'train' | 'shape'>): Scaling[] => [
  { kind: 'unit' },
  { kind: 'symmetric' },
  { kind: 'bytes' },
  ownScaling(dataset),
  ...(dataset.shape[2] === 3 ? [imageNetScaling] : []),
];
