import { bundledNetworks } from '../bundledNetworks';

/** What a lesson's experiments need besides the page, which is kept as a whole: paths beside it. */
export const neededByLessons = [
  ...['model.json', 'weights.bin'].map((file) => `models/${bundledNetworks[0]}/${file}`),
  ...['train.png', 'train_labels.json', 'test.png', 'test_labels.json'].map((file) => `datasets/cifar10/${file}`),
] as const;
