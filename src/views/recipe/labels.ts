import type { MethodId } from '../../engine/methods/recipe';

export const methodLabels: Readonly<Record<MethodId, string>> = {
  dcp: 'DCP',
  'dcp-adapt': 'DCP-Adapt',
  random: 'Random DCP',
};

/** Labels of a recipe's fields, and of what they may be. */
export const fieldLabels: Readonly<Record<string, { label: string; choices?: Readonly<Record<string, string>> }>> = {
  lambda: { label: 'λ' },
  epsilon: { label: 'ε (DCP-Adapt)' },
  losses: { label: 'Losses P' },
  samples: { label: 'Selection samples' },
  fineTuningEpochs: { label: 'Fine-tuning epochs' },
  seed: { label: 'Seed' },
  auxiliaryEpochs: { label: 'Auxiliary epochs' },
  fineTuningImages: { label: 'Images an epoch' },
  learningRate: { label: 'Learning rate' },
  batchSize: { label: 'Batch size' },
  channelsPerStep: { label: 'Channels a step' },
  schedule: { label: 'Schedule', choices: { upfront: 'Upfront', stagewise: 'Stagewise, as the paper' } },
  streams: { label: 'Residual streams', choices: { locked: 'Whole, as the paper', pruned: 'Pruned as one group' } },
  score: { label: 'Score', choices: { slice: 'Norm of the slice', kernels: 'Sum of kernel norms' } },
};
