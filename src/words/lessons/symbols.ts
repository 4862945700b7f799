import { translated } from '../translated';

/** What the symbols of the paper mean, by id. */
export const symbolWords = translated('lessons/symbols.symbolWords', {
  A: { name: 'the selected set', meaning: 'The input channels that are in. All others are out.' },
  F: { name: 'features of the head', meaning: 'What the auxiliary head averages from the output of a layer (Eq 4).' },
  G: {
    name: 'gradient',
    meaning:
      'How the joint loss changes with the weights that read channel k. Its length, ‖G‖, is the channel’s score.',
  },
  L: {
    name: 'joint loss',
    meaning: 'Reconstruction loss plus λ times discrimination loss (Eq 6). Selection makes it small.',
  },
  LM: {
    name: 'reconstruction loss',
    meaning:
      'How far the layer’s output is from that of the unpruned network: half the mean squared difference (Eq 3).',
  },
  LS: {
    name: 'discrimination loss',
    meaning: 'How badly a head tells the classes apart by the layer’s output: the mean cross-entropy, in nats (Eq 5).',
  },
  O: { name: 'output', meaning: 'The feature maps that the layer makes with the selected channels.' },
  Ob: { name: 'baseline output', meaning: 'The feature maps that the same layer makes in the unpruned network.' },
  Q: { name: 'number of values', meaning: 'How many values the output has: images × channels × height × width.' },
  T: {
    name: 'temperature',
    meaning: 'Class scores are divided by it in distillation. The higher, the more the less likely classes count.',
  },
  W: { name: 'weights', meaning: 'The kernel of the layer: a small filter for each pair of input and output channel.' },
  X: { name: 'input', meaning: 'The feature maps that the layer reads, one for each input channel.' },
  alpha: {
    name: 'share of distillation',
    meaning: 'The part of the loss that follows the teacher’s answers; the labels have the rest.',
  },
  epsilon: {
    name: 'stopping threshold',
    meaning: 'Selection stops when a channel lowers the joint loss by less than this share of its first value (Eq 10).',
  },
  kappa: { name: 'width', meaning: 'The most input channels that a layer may keep (Eq 2).' },
  lambda: {
    name: 'weight of discrimination',
    meaning: 'What the discrimination loss counts in the joint loss. 0: reconstruction alone.',
  },
  theta: {
    name: 'weights of the head',
    meaning: 'A small classifier on the averaged features, learnt before channels are selected.',
  },
  y: { name: 'labels', meaning: 'The class that each image belongs to.' },
});

export type SymbolId = keyof typeof symbolWords;

export const isSymbol = (id: unknown): id is SymbolId => typeof id === 'string' && Object.hasOwn(symbolWords, id);
