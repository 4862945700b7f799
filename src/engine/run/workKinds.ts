/** Kinds of work that a machine is quick at, each in its own way. */
export const workKinds = [
  'evaluation',
  'sensitivity',
  'heads',
  'auxiliary',
  'selection',
  'fine-tuning',
  'latency',
] as const;
export type WorkKind = (typeof workKinds)[number];

/** Units of work by kind; none of those that are absent. */
export type Units = Readonly<Partial<Record<WorkKind, number>>>;
