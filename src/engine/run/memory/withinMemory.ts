import { workId } from '../../../words/phases';
import { formatMemory } from '../../../words/quantities';
import { isMemoryEnd, OutOfMemory } from '../../backend/lost';
import { messageOf } from '../../errors';
import type { MemoryUse, RunEvent } from '../events';

/** A run's events. Errors that mean an end of memory become `OutOfMemory`: what was done, what was estimated, what to do. */
export async function* withinMemory<Result>(
  run: AsyncGenerator<RunEvent, Result | undefined>,
): AsyncGenerator<RunEvent, Result | undefined> {
  let phase: PhaseEvent | undefined;
  let use: MemoryUse | undefined;
  try {
    let next = await run.next();
    for (; !next.done; next = await run.next()) {
      if (next.value.type === 'memory') use = next.value.use;
      if (next.value.type === 'phase') phase = next.value;
      yield next.value;
    }
    return next.value;
  } catch (error) {
    throw isMemoryEnd(error) ? outOfMemory(error, phase, use) : error;
  } finally {
    await run.return(undefined);
  }
}

type PhaseEvent = Extract<RunEvent, { type: 'phase' }>;

function outOfMemory(cause: unknown, phase: PhaseEvent | undefined, use: MemoryUse | undefined): OutOfMemory {
  const error = told(messageOf(cause), phase, use);
  error.cause = cause;
  return error;
}

function told(message: string, phase: PhaseEvent | undefined, use: MemoryUse | undefined): OutOfMemory {
  if (!phase) return new OutOfMemory('memory.ended-starting', { message });
  const doing = { message, phase: phase.phase, detail: workId(phase) };
  if (!use) return new OutOfMemory('memory.ended', doing);
  const bytes = formatMemory(Math.max(...use.phases.map((estimated) => estimated.bytes)));
  return new OutOfMemory('memory.ended-estimated', { ...doing, bytes, budget: formatMemory(use.budget) });
}
