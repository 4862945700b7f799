/** What a run does at a moment, for those who watch it: a title, and a sentence that says why. */
import { tellGroup } from './names';
import type { phaseNames, works } from './phases';
import { fill, type Told } from './text';
import { translated } from './translated';

export const endTitles = translated('watching.endTitles', { beginning: 'The run begins', ending: 'Finished' });

/** By what a phase works on. */
export const workTitles = translated('watching.workTitles', {
  compressed: 'Measuring the network in fewer bits',
  head: 'Teaching {{layer}} to tell the classes apart',
  heads: 'Teaching every depth to tell the classes apart',
  labels: 'Predicting labels of the images',
  latency: 'Timing both networks',
  layer: 'Choosing which inputs {{layer}} keeps: {{chosen}} of {{keeps}}',
  network: 'Measuring the network as it came',
  'own-loss': 'Training on the network’s own loss',
  pruned: 'Measuring the pruned network',
  splicing: 'Weights go, and come back',
  scales: 'Making the scales of batch norms small',
  scores: 'Scoring all channels',
  sensitivity: 'Measuring what the channels of {{layer}} are worth',
  scratch: 'Measuring the same widths trained from scratch',
  surgery: 'Cutting away what is not kept',
  validation: 'Measuring on the validation images',
} as const satisfies Readonly<Record<keyof typeof works, string>>);

/** Where a phase trains a network that it otherwise measures. */
export const trainingTitles = translated('watching.trainingTitles', {
  compressed: 'Training with rounded weights',
  pruned: 'Fine-tuning the pruned network',
  scratch: 'Training the same widths from scratch',
});

interface Work {
  readonly phase: keyof typeof phaseNames;
  readonly what: keyof typeof works;
  readonly layer?: string;
}

/** @param counts channels of the layer at work that are chosen, and how many it keeps */
export function tellTitle({ phase, what, layer = '' }: Work, counts: { chosen: number; keeps: number }): string {
  const isTraining = phase === 'fine-tuning' || phase === 'scratch';
  const trained = isTraining && isTrained(what) ? trainingTitles[what] : undefined;
  return fill(trained ?? workTitles[what], { layer: tellGroup(layer), ...counts });
}

const isTrained = (what: string): what is keyof typeof trainingTitles => Object.hasOwn(trainingTitles, what);

/** Why a phase is there, by what it works on. */
export const workReasons = translated('watching.workReasons', {
  compressed: 'Fewer bits a weight make a smaller file; whether the answers stay is measured.',
  head: 'A small classifier reads what the layer makes (Eq 4, 5). Its loss L_S pulls the layers below it towards the classes.',
  heads:
    'Small classifiers read what layers make at several depths (Eq 4, 5). Their losses L_S pull the layers below them towards the classes.',
  labels: 'The images have no labels, so the answers of the network as it came stand in for them.',
  latency: 'A batch goes through both networks in turn, so that whatever else this machine does slows both.',
  layer: 'It begins with no input channel. One scoring after another, those join that lower the loss most.',
  network: 'All that follows is compared with this.',
  'own-loss': 'The last loss is the network’s own, at its end.',
  pruned: 'What stays has to learn to do without the rest.',
  splicing: 'Small weights are masked; those that grow again come back.',
  scales: 'A penalty makes the scales of channels that matter little small, so that they can be told from the others.',
  scores: 'Every channel gets a score before any goes.',
  sensitivity: 'The loss with only some of the channels tells how many the layer needs.',
  scratch: 'What the same widths reach without the weights that were kept.',
  surgery: 'Channels are removed for good, with the filters, biases and batch norms that make them.',
  validation: 'Decisions are made on images set apart from training, never on the test images.',
} as const satisfies Readonly<Record<keyof typeof works, string>>);

export const tellReasonOf = ({ what }: Pick<Work, 'what'>): string => workReasons[what];

export const moments = translated('watching.moments', {
  begun: '{{method}} on {{network}}: of {{channels}} input channels in {{layers}} {{keeps}} are to stay.',
  baseline: 'The network as it came classifies {{accuracy}} of {{images}} test images rightly.',
  selected: 'Right after the cut it is {{accuracy}} of {{images}} test images; fine-tuning has yet to come.',
  pruned: 'The pruned network classifies {{accuracy}} of {{images}} test images rightly.',
  scratch: 'Trained from scratch, the same widths classify {{accuracy}} of {{images}} test images rightly.',
  mirrors: 'The network answers mirrored images as well as plain ones, so training mirrors half of them.',
  'no-mirrors': 'The network answers mirrored images worse than plain ones, so training leaves them as they are.',
  trained: 'Epoch {{epoch}}, step {{step}} of {{steps}}: the loss is {{loss}}.',
  epoch: 'After epoch {{epoch}} {{accuracy}} of {{images}} validation images are right; unpruned it was {{baseline}}.',
  'no-epoch':
    'Before the first epoch {{accuracy}} of {{images}} validation images are right; unpruned it was {{baseline}}.',
  stepped: 'Step {{step}} of {{steps}}: the loss is {{loss}}.',
  'joint-first': 'With none, the joint loss is {{joint}}.',
  joint: 'The joint loss is {{joint}}, from {{before}} before the last step.',
  kept: '{{layer}} keeps {{kept}} of {{channels}} input channels; the others go.',
  settled:
    '{{layer}} keeps {{kept}} of {{channels}} input channels: one more lowers the joint loss by less than ε of its first value (Eq 10).',
  worth: 'Each point is the loss with only so many channels of {{layer}}.',
  widths: 'How many channels each layer keeps is decided anew.',
  timed: 'The pruned network takes {{pruned}} ms for {{images}}, the one as it came {{baseline}} ms.',
  finished:
    'Of {{images}} test images {{after}} are right, {{before}} before; {{params}} of the parameters and {{flops}} of the FLOPs are left.',
  'finished-agreeing':
    'To {{after}} of {{images}} test images the pruned network answers as before; {{params}} of the parameters and {{flops}} of the FLOPs are left.',
});

export const layerCounts = translated('watching.layerCounts', { one: '1 layer', several: '{{layers}} layers' });

/** So many layers. */
export const tellLayers = (layers: number): string =>
  layers === 1 ? layerCounts.one : fill(layerCounts.several, { layers });

export type MomentTold = Told<typeof moments>;

export const tellMoment = (told: MomentTold): string => fill(moments[told.code], told);
