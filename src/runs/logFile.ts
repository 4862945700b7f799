import { InputError } from '../engine/errors';
import { eventVersion, type LoggedEvent, loggedEventSchema } from '../engine/run/events';
import { AppendOnly } from './appendOnly';
import type { RunId, RunLog } from './log';
import { type Line, migrated } from './migrations';

/** A log as text: an event a line, as JSON. */
export const writeLog = (log: Iterable<LoggedEvent>): string =>
  Array.from(log, (event) => `${JSON.stringify(event)}\n`).join('');

/**
 * The log of one run, of this version or an earlier one.
 *
 * @param unnamed the id of a run whose log has none: those of version 1
 * @throws InputError that names the line that is wrong
 */
export function readLog(text: string, unnamed: RunId): RunLog {
  const lines = text.trimEnd().split('\n').map(parseLine);
  const events = migrated(lines, versionOf(lines), unnamed).map(parseEvent);
  const other = events.findIndex(({ run }) => run !== events[0]?.run);
  if (other >= 0) throw new InputError('log.run', { line: other + 1 });
  return AppendOnly.from(events);
}

function parseLine(text: string, index: number): Line {
  const value = parsed(text);
  if (!isLine(value)) throw new InputError('log.event', { line: index + 1 });
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isLine = (value: unknown): value is Line => typeof value === 'object' && value !== null && 'type' in value;

/** By the event that starts the run; the first version did not tell. */
function versionOf(lines: readonly Line[]): number {
  const started = lines.findIndex(({ type }) => type === 'started');
  if (started < 0) throw new InputError('log.start', { line: lines.length });
  const { version = 1 } = lines[started] ?? {};
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw new InputError('log.version', { line: started + 1, version: JSON.stringify(version) });
  if (version > eventVersion) throw new InputError('log.newer', { line: started + 1, version, known: eventVersion });
  return version;
}

function parseEvent(line: Line, index: number): LoggedEvent {
  const { data, error } = loggedEventSchema.safeParse(line);
  if (data) return data;
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'type';
  throw new InputError('log.field', { line: index + 1, field, message: issue?.message ?? '' });
}
