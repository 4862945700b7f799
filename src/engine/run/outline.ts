import type { MemoryUse } from './events';
import type { Units } from './workKinds';

/** What a method will do, as far as it can be told before it begins. */
export interface Outline {
  /** Layers that its auxiliary losses read, if it has any. */
  readonly losses?: readonly string[];
  /** What sets the training after surgery apart from fine-tuning, if anything does. */
  readonly training?: LastTraining;
  /** Its own work, in the units of `Work`. */
  readonly work: Units;
  /** What it does about memory, and what its own phases take. */
  readonly memory: Pick<MemoryUse, 'phases' | 'selectionPart' | 'samples'> & Partial<Pick<MemoryUse, 'recomputed'>>;
}

/** The training after surgery, where it is another than fine-tuning. */
export interface LastTraining {
  /** It starts from fresh weights, and nobody teaches it. */
  readonly isFresh?: boolean;
  /** The outline's auxiliary losses are in it (Algorithm S1). */
  readonly hasLosses?: boolean;
  /** No channel is cut: single kernels or weights are zero, and stay so. */
  readonly isSparse?: boolean;
}

/** Layers that auxiliary losses read in the training after surgery. */
export const lossesOfLastTraining = ({
  losses = [],
  training,
}: Pick<Outline, 'losses' | 'training'>): readonly string[] => (training?.hasLosses ? losses : []);

/** A method that trains nothing, takes next to no time and no memory to speak of. */
export const lightOutline: Outline = { work: {}, memory: { phases: [] } };
