/** Kinds of work that a machine is quick at, each in its own way. */
export const workKinds = ['evaluation', 'heads', 'auxiliary', 'selection', 'fine-tuning', 'latency'] as const;
export type WorkKind = (typeof workKinds)[number];
