import type { MemoryUse } from './events';
import type { Units } from './workKinds';

/** What a method will do, as far as it can be told before it begins. */
export interface Outline {
  /** Layers that its auxiliary losses read, if it has any. */
  readonly losses?: readonly string[];
  /** Its own work, in the units of `Work`. */
  readonly work: Units;
  /** What it does about memory, and what its own phases take. */
  readonly memory: Pick<MemoryUse, 'phases' | 'selectionPart' | 'samples'> & Partial<Pick<MemoryUse, 'recomputed'>>;
}

/** A method that trains nothing, takes next to no time and no memory to speak of. */
export const lightOutline: Outline = { work: {}, memory: { phases: [] } };
