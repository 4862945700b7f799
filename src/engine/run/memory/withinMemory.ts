import { tellWork } from '../../../words/phases';
import { isMemoryEnd, OutOfMemory } from '../../backend/lost';
import { messageOf } from '../../errors';
import { sized } from '../../memory/budget';
import type { MemoryUse, RunEvent } from '../events';

/** A run's events. Errors that mean an end of memory become `OutOfMemory`: what was done, what was estimated, what to do. */
export async function* withinMemory<Result>(
  run: AsyncGenerator<RunEvent, Result | undefined>,
): AsyncGenerator<RunEvent, Result | undefined> {
  let doing = 'the beginning';
  let use: MemoryUse | undefined;
  try {
    let next = await run.next();
    for (; !next.done; next = await run.next()) {
      if (next.value.type === 'memory') use = next.value.use;
      if (next.value.type === 'phase') doing = `${next.value.phase} (${tellWork(next.value)})`;
      yield next.value;
    }
    return next.value;
  } catch (error) {
    throw isMemoryEnd(error) ? outOfMemory(error, doing, use) : error;
  } finally {
    await run.return(undefined);
  }
}

function outOfMemory(error: unknown, doing: string, use: MemoryUse | undefined): OutOfMemory {
  const estimate = use
    ? `, for which ${sized(Math.max(...use.phases.map(({ bytes }) => bytes)))} of ${sized(use.budget)} were estimated`
    : '';
  return new OutOfMemory(
    `memory has ended in ${doing}${estimate} (${messageOf(error)}); close other pages, or choose a smaller batch size, fewer samples or smaller images`,
    { cause: error },
  );
}
