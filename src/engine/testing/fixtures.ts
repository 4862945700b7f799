import type { Dataset, ImagePart } from '../data/dataset';
import { Random } from '../random';

/** A small labelled data set of random images, the classes told apart by their mean colour. */
export function colourDataset(classes: number, size: number, count: number): Dataset {
  const part = (seed: number): ImagePart => {
    const random = new Random(seed);
    const labels = Uint16Array.from({ length: count }, (_, index) => index % classes);
    const images = new Uint8Array(count * size * size * 3);
    for (let index = 0; index < images.length; index++) {
      const label = labels[Math.floor(index / (size * size * 3))] ?? 0;
      images[index] = random.integer(160) + (index % 3 === label % 3 ? 90 : 0);
    }
    return { images, labels };
  };
  return {
    name: 'colours',
    classes: Array.from({ length: classes }, (_, label) => `class ${label}`),
    shape: [size, size, 3],
    scaling: { kind: 'standard', mean: [0.4, 0.4, 0.4], deviation: [0.25, 0.25, 0.25] },
    train: part(1),
    test: part(2),
  };
}
