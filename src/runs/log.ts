import type { LoggedEvent, RunEvent } from '../engine/run/events';
import type { AppendOnly } from './appendOnly';

/** Known to no other run; of hexadecimal digits. */
export type RunId = string;

/** What a run has told, in order. */
export type RunLog = AppendOnly<LoggedEvent>;

export const newRunId = (): RunId =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** It names a run, not a recording. */
export const isRunId = (name: string): boolean => /^[0-9a-f]{16}$/.test(name);

/** An event as a log has it. @param at milliseconds since the epoch */
export const logged = (run: RunId, event: RunEvent, at = Date.now()): LoggedEvent => ({ run, at, ...event });
