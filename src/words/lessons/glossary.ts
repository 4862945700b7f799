import { translated } from '../translated';

/** Notions of the field that lessons use, besides the paper's symbols and the fields of a recipe. */
export const notionWords = translated('lessons/glossary.notionWords', {
  accuracy: { name: 'accuracy', meaning: 'The share of test images whose class the network answers rightly.' },
  adapt: {
    name: 'DCP-Adapt',
    meaning: 'DCP that finds the width of each layer itself, by the stopping threshold ε (Eq 10).',
  },
  algorithm: {
    name: 'Algorithms 1 and 2',
    meaning:
      'The paper’s two procedures. Algorithm 1 goes through the network stage by stage: heads, training, then the layers of the stage. Algorithm 2 selects the channels of one layer, one after another, each by its gradient.',
  },
  'auxiliary-head': {
    name: 'auxiliary head',
    meaning:
      'A small classifier that reads the output of a layer inside the network: batch norm, ReLU, average, softmax (Eq 4 and 5). It is taken away after pruning.',
  },
  baseline: { name: 'baseline', meaning: 'The network as it was before pruning.' },
  channel: {
    name: 'channel',
    meaning: 'One of the pictures (feature maps) that a layer hands to the next, or the colour planes of an image.',
  },
  convolution: {
    name: 'convolution',
    meaning:
      'A small filter is moved over the picture; at each place it weighs the values beneath it and adds them up (Eq 1).',
  },
  'cross-entropy': {
    name: 'cross-entropy',
    meaning:
      'How surprised a classifier is by the right class, on average: 0 if it is always sure and right, ln 10 if it guesses among ten.',
  },
  dcp: {
    name: 'DCP',
    meaning:
      'Discrimination-aware channel pruning: keeps, layer by layer, the channels that lower reconstruction loss and discrimination-aware loss together.',
  },
  distillation: {
    name: 'distillation',
    meaning:
      'The pruned network learns to give the same answers as the unpruned one, the teacher, with all its doubts.',
  },
  epoch: { name: 'epoch', meaning: 'One pass of training over all its images.' },
  'feature-map': {
    name: 'feature map',
    meaning:
      'What one channel holds for one image: a picture that is bright where the filter has found what it responds to.',
  },
  'fine-tuning': {
    name: 'fine-tuning',
    meaning: 'Training that goes on after channels were cut, with a small learning rate.',
  },
  gradient: {
    name: 'gradient',
    meaning: 'The slope of the loss for each weight: how much the loss changes when the weight does.',
  },
  greedy: {
    name: 'greedy selection',
    meaning:
      'One channel after another is taken, each time the one that looks best now. Nothing is taken back (Algorithm 2).',
  },
  'joint-loss': {
    name: 'joint loss',
    meaning: 'What selection makes small: reconstruction loss plus λ times discrimination loss (Eq 6).',
  },
  nats: {
    name: 'nats',
    meaning:
      'The unit of cross-entropy with the natural logarithm. Guessing among ten classes costs ln 10, about 2.30 nats.',
  },
  pruning: {
    name: 'channel pruning',
    meaning: 'Whole channels are cut out of a trained network, so that it is smaller and faster.',
  },
  reconstruction: {
    name: 'reconstruction loss',
    meaning: 'How far a layer’s output is from what it was before pruning (Eq 3).',
  },
  discrimination: {
    name: 'discrimination-aware loss',
    meaning:
      'The cross-entropy of a head inside the network: small where the output of a layer tells the classes apart (Eq 5).',
  },
});

export type NotionId = keyof typeof notionWords;

export const isNotion = (id: unknown): id is NotionId => typeof id === 'string' && Object.hasOwn(notionWords, id);

/** Names of the studio's terms that are no fields of a recipe, and no notions of lessons. */
export const termNames = translated('lessons/glossary.termNames', {
  agreement: 'agreement with the opened network',
  byHand: 'channels by hand',
  classGap: 'gap of a class',
  codedSize: 'size as stored',
  comparedTimes: 'times compared',
  compressed: 'smaller files',
  errorGap: 'error gap',
  flops: 'FLOPs',
  format: 'format',
  images: 'images',
  input: 'what the network reads',
  kept: 'kept whole',
  keptWeights: 'kept weights',
  latency: 'latency',
  layerRates: 'rates of layers',
  lose: 'points of accuracy to lose',
  method: 'method',
  parameters: 'parameters',
  prunable: 'layers that can be pruned',
  prunableShare: 'share that can go',
  scaling: 'scaling of pixels',
  scoreNorm: 'norm of scores',
  scratch: 'trained from scratch',
  selection: 'after surgery',
  size: 'size',
  storedSize: 'size of sparse weights',
  target: 'target',
  targetLatency: 'latency as a target',
  targetSize: 'size as a target',
  training: 'curves of training',
  validation: 'validation images',
});

/** What a term of the studio is called in the glossary; undefined where a field of the recipe has the name. */
export const nameOfTerm = (id: string): string | undefined => {
  const names: Readonly<Record<string, string>> = termNames;
  return names[id];
};
