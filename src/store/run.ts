import type { FormatName } from '../engine/io/formatNames';
import type { LoggedRecipe } from '../engine/recipe/common';
import type { LoggedEvent } from '../engine/run/events';
import { AppendOnly } from '../runs/appendOnly';
import { fold } from '../runs/fold';
import type { RunId, RunLog } from '../runs/log';
import { emptyState, type RunState } from '../runs/state';
import type { Reading } from '../worker/workbench';

export type RunStatus = 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** Milliseconds that a run has been running, pauses left out, until `since`; from then on it runs. */
export interface Clock {
  readonly ran: number;
  readonly since: number | undefined;
}

/** A run that the page knows of: under way, over, or read from a log. */
export interface Run {
  readonly id: RunId;
  readonly network: string;
  readonly images: string;
  /** Of a log, perhaps by a method that this build does not know. */
  readonly recipe: LoggedRecipe;
  /** What the network's file was; absent if it is not here but in a log alone. */
  readonly format?: FormatName;
  /** What it reads and answers; absent if it is in a log alone. */
  readonly reading?: Reading;
  readonly log: RunLog;
  /** What the log's events amount to. */
  readonly state: RunState;
  readonly status: RunStatus;
  readonly clock: Clock;
  /** Its network has been downloaded, or is kept by the browser. */
  readonly isSaved: boolean;
}

/** A run that is asked for now. */
export const begunRun = (run: Pick<Run, 'id' | 'network' | 'images' | 'recipe' | 'format' | 'reading'>): Run => ({
  ...run,
  log: AppendOnly.empty(),
  state: emptyState,
  status: 'running',
  clock: ticking({ ran: 0, since: undefined }),
  isSaved: false,
});

/** The run that a log tells of. @param ran milliseconds without pauses, where they are known: a log tells of no pauses */
export function loggedRun(log: RunLog, ran?: number): Run {
  const events = [...log];
  const [first, last] = [events[0], events.at(-1)];
  const started = events.find((event) => event.type === 'started');
  if (!first || !last || !started) throw new Error('a log without the start of a run');
  const state = events.reduce(fold, emptyState);
  return {
    id: first.run,
    network: started.network,
    images: started.dataset,
    recipe: started.recipe,
    log,
    state,
    status: state.report ? 'finished' : 'cancelled',
    clock: { ran: ran ?? last.at - first.at, since: undefined },
    isSaved: true,
  };
}

export const withEvents = (run: Run, events: readonly LoggedEvent[]): Run => ({
  ...run,
  log: run.log.append(...events),
  state: events.reduce(fold, run.state),
});

export const ticking = ({ ran }: Clock): Clock => ({ ran, since: performance.now() });

export const stopped = (clock: Clock): Clock => ({ ran: elapsed(clock), since: undefined });

/** Milliseconds that a run has been running at a time, pauses left out. */
export const elapsed = ({ ran, since }: Clock, now = performance.now()): number =>
  ran + (since === undefined ? 0 : Math.max(0, now - since));
