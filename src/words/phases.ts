/** What a phase of a run works on, by id; `{{layer}}` is one. */
export const phaseWords = {
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

interface Subject {
  readonly what: keyof typeof phaseWords;
  readonly layer?: string;
}

export const tellSubject = ({ what, layer = '' }: Subject): string =>
  phaseWords[what].replace('{{layer}}', () => layer);

/** What a run is at, in words. */
export const tellPhase = (phase: Subject & { readonly phase: string }): string =>
  `${phase.phase}: ${tellSubject(phase)}`;
