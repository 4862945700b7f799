import type { LoggedEvent } from '../../engine/run/events';
import type { Order } from '../../worker/studio';
import type { Supervisor } from '../../worker/supervisor';
import type { Recovery } from '../recovery';
import type { Run } from '../run';
import type { StudioState } from '../state';

/** What the store works with outside of itself. */
export interface Surroundings {
  readonly supervisor: Supervisor;
  readonly recovery: Recovery;
  /** Runs an order in the worker; events come in batches. */
  run(order: Order, onEvents: (events: LoggedEvent[]) => void): ReturnType<Supervisor['prune']>;
  /** The address of the page, beside which networks and images lie. */
  readonly base: string;
  /** Whether all of CIFAR-10 lies there. */
  hasFullDataset(): Promise<boolean>;
  /** A run that lies beside the page, by its name. */
  fetchRecording(name: string): Promise<Run>;
  /** Milliseconds; all of one drag have the same. */
  readonly now: () => number;
  /** Hands a file to the person. */
  save(name: string, ...parts: BlobPart[]): void;
}

/** A part of the store: what it holds and does. */
export type Slice<Part> = (
  set: (change: Partial<StudioState>) => void,
  get: () => StudioState,
  surroundings: Surroundings,
) => Part;
