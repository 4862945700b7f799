/** What a run and an opening are at. */
import { tellGroup } from './names';
import { fill } from './text';
import { translated } from './translated';

export const phaseNames = translated('phases.phaseNames', {
  baseline: 'baseline',
  auxiliary: 'auxiliary',
  selection: 'selection',
  'fine-tuning': 'fine-tuning',
  scratch: 'from scratch',
  evaluation: 'evaluation',
});

/** What of a phase is done. */
export const works = translated('phases.works', {
  compressed: 'the pruned network in fewer bits',
  head: 'auxiliary head at {{layer}}',
  heads: 'all auxiliary heads',
  labels: 'predicting labels of the images',
  latency: 'latency',
  layer: '{{layer}}',
  network: 'the network as it came',
  'own-loss': "the network's own loss",
  pruned: 'the pruned network',
  splicing: 'weights go and come back',
  scales: 'with a penalty on the scales of the batch norms',
  scores: 'scores of all channels',
  sensitivity: 'what the channels of {{layer}} are worth',
  scratch: 'the same widths from fresh weights',
  surgery: 'after surgery',
  validation: 'on the validation images',
});

type Work = keyof typeof works;

/** What of a phase is done; of some work, at which layer or in which group. */
export const tellWork = ({ what, layer = '' }: { readonly what: Work; readonly layer?: string }): string =>
  fill(works[what], { layer: tellGroup(layer) });

/** Work as a parameter of an error: what, and where. */
export const workId = ({ what, layer }: { readonly what: Work; readonly layer?: string }): string =>
  layer === undefined ? what : `${what} ${layer}`;

/** What is no id is told as it is: older logs have words. */
export function tellWorkId(id: string): string {
  const [what = '', ...layer] = id.split(' ');
  return isWork(what) ? tellWork({ what, layer: layer.join(' ') }) : id;
}

const isWork = (what: string): what is Work => Object.hasOwn(works, what);

export const tellPhaseId = (id: string): string => (isPhase(id) ? phaseNames[id] : id);

const isPhase = (id: string): id is keyof typeof phaseNames => Object.hasOwn(phaseNames, id);

export const tellPhase = (told: { readonly phase: keyof typeof phaseNames } & Parameters<typeof tellWork>[0]): string =>
  fill(phaseTexts.phase, { phase: phaseNames[told.phase], work: tellWork(told) });

export const phaseTexts = translated('phases.phaseTexts', {
  phase: '{{phase}}: {{work}}',
  gentler:
    'with a learning rate of {{learningRate}} fine-tuning worsened the network, from {{before}}% to {{after}}% of {{images}} images: it begins again with {{next}}',
  tuned: 'accuracy on {{images}} validation images from {{before}}% to {{after}}%',
});

/** What the auxiliary training has done to the network. @param before share of the images, as `after` */
export const tellTuned = ({ images, before, after }: { images: number; before: number; after: number }): string =>
  fill(phaseTexts.tuned, { images, before: (100 * before).toFixed(1), after: (100 * after).toFixed(1) });

interface Gentler {
  readonly images: number;
  /** Share of the images, as `after`. */
  readonly before: number;
  readonly after: number;
  readonly learningRate: number;
  readonly next: number;
}

/** Why fine-tuning begins again. */
export const tellGentler = ({ before, after, ...told }: Gentler): string =>
  fill(phaseTexts.gentler, { ...told, before: (100 * before).toFixed(1), after: (100 * after).toFixed(1) });

export const openingSteps = translated('phases.openingSteps', {
  waiting: 'waiting',
  reading: 'reading',
  checking: 'checking',
  timing: 'timing a training step on WebGPU and wasm',
  compiling: 'Compiling shaders',
  measuring: 'measuring',
});
