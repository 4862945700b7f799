/** What a run and an opening are at. */
import { fill, type ParamsOf } from './text';

export const phaseNames = {
  baseline: 'baseline',
  auxiliary: 'auxiliary',
  selection: 'selection',
  'fine-tuning': 'fine-tuning',
  evaluation: 'evaluation',
} as const;

/** What of a phase is done. */
export const works = {
  head: 'auxiliary head at {{at}}',
  heads: 'all auxiliary heads',
  labels: 'predicting labels of the images',
  latency: 'latency',
  layer: '{{at}}',
  network: 'the network as it came',
  'own-loss': "the network's own loss",
  pruned: 'the pruned network',
  surgery: 'after surgery',
} as const;

type Work = keyof typeof works;

/** What a run is at: for some work the layer `at` which it is done. */
export type PhaseTold = { readonly phase: keyof typeof phaseNames } & {
  [What in Work]: { readonly what: What } & ParamsOf<(typeof works)[What]>;
}[Work];

export const tellPhase = ({ phase, ...work }: PhaseTold): string =>
  `${phaseNames[phase]}: ${fill(works[work.what], work)}`;

export const openingSteps = {
  waiting: 'waiting',
  reading: 'reading',
  checking: 'checking',
  compiling: 'Compiling shaders',
  measuring: 'measuring',
} as const;
