import type { LoggedRecipe } from '../../engine/recipe/common';
import { eventVersion, type Report } from '../../engine/run/events';
import type { RunId } from '../../runs/log';
import { readLog } from '../../runs/logFile';
import { loggedRun, type Run, type RunStatus, stopped } from '../run';

/** A run as the browser keeps it, but for its log and its network. */
export interface KeptRun {
  readonly id: RunId;
  /** Of the events of its log, and so of what is said here. */
  readonly version: number;
  /** What a person calls it. */
  readonly name?: string;
  readonly network: string;
  readonly images: string;
  readonly recipe: LoggedRecipe;
  /** One that was under way when its page was closed stays so. */
  readonly status: RunStatus;
  /** As of a run; a run of which these are not known has no network to use. */
  readonly format?: Run['format'];
  readonly reading?: Run['reading'];
  /** It came as a file of another browser: its times are of another machine. */
  readonly isBrought?: true;
  /** In milliseconds since the epoch. */
  readonly began: number;
  /** Milliseconds that it ran, pauses left out. */
  readonly ran: number;
  /** Once it has finished. */
  readonly report?: Report;
  /** Of its pruned network, if that is kept too. */
  readonly networkBytes?: number;
}

/** @param run that has told something */
export function keptRun(run: Run): KeptRun {
  const { id, network, images, recipe, status, format, reading, log, clock } = run;
  const { report } = run.state;
  return {
    ...{ id, version: eventVersion, network, images, recipe, status },
    ...{ ...(format ? { format } : {}), ...(reading ? { reading } : {}) },
    began: log.at(0)?.at ?? Date.now(),
    ran: stopped(clock).ran,
    ...(report ? { report } : {}),
  };
}

/** Its pruned network can be had back. */
export const isUsable = ({ status, networkBytes, reading }: KeptRun): boolean =>
  status === 'finished' && networkBytes !== undefined && reading !== undefined;

/** A run of an earlier build, as this one would keep it. @throws InputError if its log cannot be read */
export function renewed(kept: KeptRun, log: string): KeptRun {
  const { version, recipe, report } = keptRun(loggedRun(readLog(log, kept.id)));
  return { ...kept, version, recipe, ...(report ? { report } : {}) };
}
