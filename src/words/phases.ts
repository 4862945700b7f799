/** What a phase of a run works on, by id; `{{layer}}` is one. */
export const works = {
  network: 'the open network',
  labels: 'predicting labels of the images',
  heads: 'all auxiliary heads',
  head: 'auxiliary head at {{layer}}',
  'own-loss': "the network's own loss",
  layer: '{{layer}}',
  surgery: 'after surgery',
  pruned: 'the pruned network',
  latency: 'latency',
} as const;

interface Work {
  readonly what: keyof typeof works;
  readonly layer?: string;
}

export const tellWork = ({ what, layer = '' }: Work): string => works[what].replace('{{layer}}', () => layer);

/** What a run is at, in words. */
export const tellPhase = (phase: Work & { readonly phase: string }): string => `${phase.phase}: ${tellWork(phase)}`;
