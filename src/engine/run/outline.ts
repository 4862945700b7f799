import type { MemoryUse } from './events';
import type { WorkKind } from './workKinds';

/** What a method will do, as far as it can be told before it begins. */
export interface Outline {
  /** Layers that its auxiliary losses read. */
  readonly losses: readonly string[];
  /** Its own work, in the units of `Work`. */
  readonly work: Readonly<Partial<Record<WorkKind, number>>>;
  /** What it does about memory, and what its own phases take. */
  readonly memory: Partial<Pick<MemoryUse, 'selectionPart' | 'samples' | 'recomputed'>> & Pick<MemoryUse, 'phases'>;
}

/** A method that trains nothing, takes next to no time and no memory to speak of. */
export const lightOutline: Outline = { losses: [], work: {}, memory: { phases: [] } };
