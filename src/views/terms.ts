/** What the studio's words mean, for tooltips. */
export const terms = {
  method:
    'How the next channel is chosen: by gradient (DCP), by gradient until the loss settles (DCP-Adapt), or at random.',
  rate: 'The share of input channels removed from every prunable layer.',
  lambda: 'Weight of the discrimination loss in the joint loss: L = L_M + λ L_S (Eq 6).',
  epsilon: 'DCP-Adapt stops in a layer when the joint loss falls by less than this share of its first value (Eq 10).',
  losses: 'P, the number of auxiliary classifiers spread evenly over the depth, besides the network’s own loss.',
  samples: 'Training images that every layer’s channels are selected on.',
  fineTuningEpochs: 'Passes over the training images after surgery.',
  seed: 'Same seed, same backend, same result.',
  reconstruction: 'L_M: how far the layer’s output is from the baseline network’s (Eq 3).',
  discrimination: 'L_S: cross-entropy of the stage’s classifier (Eq 5).',
  flops: 'Multiply-adds for one image, as the paper counts.',
  score: 'Frobenius norm of the joint loss’s gradient for one input channel.',
} as const;
