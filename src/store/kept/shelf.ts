import type { RunId } from '../../runs/log';
import type { PackedResult } from '../../worker/result';
import type { KeptRun } from './keptRun';

/** A part of a run's log. */
export interface LogPart {
  readonly run: RunId;
  /** Its first event's place in the log. */
  readonly from: number;
  /** Events as a log's file has them. */
  readonly text: string;
}

/** All that is kept of a run. */
export interface Shelved {
  readonly run: KeptRun;
  readonly log: readonly LogPart[];
  /** Its pruned network; earlier builds have kept the file alone. */
  readonly result?: PackedResult | Pick<PackedResult, 'file'>;
}

/** Where runs are kept. Everything rejects where nothing can be kept, or no more. */
export interface Shelf {
  list(): Promise<KeptRun[]>;
  /** In the place of what is there under its id. @param part of its log; one from the first event takes the place of all */
  put(run: KeptRun, part?: LogPart): Promise<void>;
  putResult(run: RunId, result: PackedResult): Promise<void>;
  /** @returns undefined if it is not there */
  read(run: RunId): Promise<Shelved | undefined>;
  /** All of a run, in the place of what is there under its id. */
  restore(shelved: Shelved): Promise<void>;
  remove(run: RunId): Promise<void>;
}

/** A log's text. @param parts in order */
export const textOf = ({ log }: Shelved): string => log.map(({ text }) => text).join('');
