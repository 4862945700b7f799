/** Words of the recipe's form. */
import { fill, type Told } from './text';
import { translated } from './translated';

/** Sources are titles of papers and venues, the same in every language. */
const dcpPaper = 'Zhuang et al., NeurIPS 2018';

/** Methods by id: what each is called, how it chooses channels, and who described it. */
export const methodWords = translated('fields.methodWords', {
  dcp: { name: 'DCP', explanation: 'by gradient', source: dcpPaper },
  'dcp-adapt': { name: 'DCP-Adapt', explanation: 'by gradient until the loss settles', source: dcpPaper },
  random: { name: 'Random DCP', explanation: 'at random', source: dcpPaper },
  l1: {
    name: 'Weight sum (L1)',
    explanation: 'by the sum of the absolute weights of its filter',
    source: 'Li et al., ICLR 2017',
  },
  l2: {
    name: 'Weight norm (L2)',
    explanation: 'by the Euclidean norm of its filter',
    source: 'He et al., IJCAI 2018',
  },
  fpgm: {
    name: 'FPGM',
    explanation: 'by the distances of its filter from the layer’s others, the geometric median’s being redundant',
    source: 'He et al., CVPR 2019',
  },
  apoz: {
    name: 'APoZ',
    explanation: 'by how seldom its activations are zero on the samples',
    source: 'Hu et al., Network Trimming, 2016',
  },
  taylor: {
    name: 'Taylor',
    explanation: 'by how much the network’s loss would change without it, to first order',
    source: 'Molchanov et al., ICLR 2017',
  },
  thinet: {
    name: 'ThiNet',
    explanation: 'by how little of the next layer’s output is lost with those removed, one by one',
    source: 'Luo et al., ICCV 2017',
  },
  cp: {
    name: 'CP',
    explanation: 'by a LASSO on scales of what each adds to the next layer’s output',
    source: 'He et al., ICCV 2017',
  },
  slimming: {
    name: 'Slimming',
    explanation: 'by the scale of its batch norm, which training with a penalty makes small',
    source: 'Liu et al., ICCV 2017',
  },
  wm: {
    name: 'From scratch (WM)',
    explanation: 'not at all: the widths are trained from fresh weights, without a teacher',
    source: 'Howard et al., MobileNets, 2017',
  },
  'wm-plus': {
    name: 'From scratch with losses (WM+)',
    explanation:
      'not at all: the widths are trained from fresh weights, with the auxiliary losses and without a teacher',
    source: dcpPaper,
  },
  dkp: {
    name: 'DKP',
    explanation: 'kernel by kernel, by gradient; channels stay',
    source: 'Liu et al., TPAMI 2021',
  },
  surgery: {
    name: 'Dynamic surgery',
    explanation: 'weight by weight, by size; channels stay, and weights come back where they grow in training',
    source: 'Guo et al., NeurIPS 2016',
  },
});

export const recipeTexts = translated('fields.recipeTexts', {
  choosing: '{{explanation}} ({{source}})',
  preset: '{{method}}, preset “{{preset}}”',
  target: 'Target',
  'target-question': 'How much smaller?',
});

/** A method that has no words goes by its id. */
export const tellMethod = (id: string): string => (isMethod(id) ? methodWords[id].name : id);

/** How a method chooses channels, and who described it. */
export const tellChoosing = ({ explanation, source }: (typeof methodWords)[keyof typeof methodWords]): string =>
  fill(recipeTexts.choosing, { explanation, source });

const isMethod = (id: string): id is keyof typeof methodWords => Object.hasOwn(methodWords, id);

/** Presets by id. */
export const presetLabels = translated('fields.presetLabels', { quick: 'Quick', balanced: 'Balanced', paper: 'Paper' });

/** A recipe's method, and the preset that it is, if it is one. */
export const tellRecipe = (method: string, preset?: keyof typeof presetLabels): string =>
  preset ? fill(recipeTexts.preset, { method: tellMethod(method), preset: presetLabels[preset] }) : tellMethod(method);

interface FieldWords {
  readonly label: string;
  readonly choices?: Readonly<Record<string, string>>;
}

/** Fields by name, and what they may be by id. */
export const fieldWords = translated('fields.fieldWords', {
  tries: { label: 'Networks to try' },
  widthMultiple: { label: 'Widths in multiples of' },
  rate: { label: 'Prune rate' },
  lambda: { label: 'λ' },
  epsilon: { label: 'ε (DCP-Adapt)' },
  reconstructionWeight: { label: 'Weight of L_M' },
  solver: { label: 'Weights by', choices: { newton: 'Newton’s steps', sgd: 'SGD, as the paper' } },
  refit: { label: 'Weights that stay', choices: { 'least-squares': 'Fitted by least squares', none: 'As they are' } },
  sparseRefit: {
    label: 'Weights that stay',
    choices: { none: 'As they are', 'least-squares': 'Fitted by least squares' },
  },
  sgdSteps: { label: 'Steps of SGD' },
  losses: { label: 'Losses P' },
  samples: { label: 'Selection samples' },
  fineTuningEpochs: { label: 'Fine-tuning epochs' },
  seed: { label: 'Seed' },
  auxiliaryEpochs: { label: 'Auxiliary epochs' },
  auxiliaryRate: { label: 'Auxiliary learning rate' },
  baselineOutputs: {
    label: 'Outputs to rebuild',
    choices: { untouched: 'Of the network as it came, as the paper', tuned: 'Of the one tuned in the first stage' },
  },
  fineTuningImages: { label: 'Images an epoch' },
  learningRate: { label: 'Learning rate' },
  rateSchedule: {
    label: 'Rate schedule',
    choices: { cosine: 'Cosine', step: 'Steps, as the paper', 'mild-step': 'Mild steps, as before' },
  },
  distillation: { label: 'Distillation' },
  temperature: { label: 'Temperature T' },
  mirror: { label: 'Mirror images', choices: { auto: 'Where it does no harm', always: 'Always', never: 'Never' } },
  batchSize: { label: 'Batch size' },
  channelsPerStep: { label: 'Channels a step' },
  schedule: { label: 'Schedule', choices: { upfront: 'Upfront', stagewise: 'Stagewise, as the paper' } },
  streams: {
    label: 'Channels to prune',
    choices: {
      locked: 'Between two layers',
      pruned: 'Residual streams too',
      convolutions: 'Inputs of convolutions, as the paper',
    },
  },
  kernelJoins: { label: 'Joins of kernels' },
  kernelPasses: { label: 'Passes after a join' },
  surgeryEpochs: { label: 'Epochs of surgery' },
  surgeryRate: { label: 'Learning rate of surgery' },
  spliceEvery: { label: 'Steps between decisions' },
  sparsity: { label: 'Penalty on scales' },
  sparseEpochs: { label: 'Epochs with the penalty' },
  sparseRate: { label: 'Learning rate with the penalty' },
  threshold: {
    label: 'Threshold of scales',
    choices: { group: 'One a layer, by its rate', network: 'One for the network, as the paper' },
  },
  score: { label: 'Score', choices: { slice: 'Norm of the slice', kernels: 'Sum of kernel norms' } },
} as const satisfies Readonly<Record<string, FieldWords>>);

/** Undefined for a field that has no words. */
export function wordsOfField(name: string): FieldWords | undefined {
  const all: Readonly<Record<string, FieldWords>> = fieldWords;
  return all[name];
}

/** What fields count. */
export const units = translated('fields.units', { images: 'images' });

/** A field that has no words goes by its name. */
export const tellField = (name: string): string =>
  name === 'target' ? recipeTexts.target : (wordsOfField(name)?.label ?? name);

/** A choice that has no words goes by its id. */
export const tellChoice = (field: string, id: string): string => wordsOfField(field)?.choices?.[id] ?? id;

export const misfits = translated('fields.misfits', {
  'no-number': '{{field}}: not a number',
  'out-of-range': '{{field}}: from {{least}} to {{most}}',
  'no-share': '{{field}}: from {{least}} to below {{most}}',
  'part-number': '{{field}}: a whole number',
});

/** What a field, by its name, holds that it cannot hold. */
export type Misfit = Told<typeof misfits> & { readonly field: string };

export const tellMisfit = (misfit: Misfit): string =>
  fill(misfits[misfit.code], { ...misfit, field: tellField(misfit.field) });
