import { proxy, type Remote, wrap } from 'comlink';
import type { CompileProgress } from '../engine/backend/compileShaders';
import type { BackendName } from '../engine/backend/names';
import type { RunEvent } from '../engine/events';
import type { Recipe } from '../engine/recipe';
import { beginDrawing, shareDrawing } from './drawing';
import type { BackendInfo } from './startBackend';
import type { Studio } from './worker';

export const studio: Remote<Studio> = wrap<Studio>(
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'espalier' }),
);

const drawing = shareDrawing();

/** Starts the first backend of `preferred` that the machine has. */
export const startBackend = (preferred?: readonly BackendName[]): Promise<BackendInfo> =>
  studio.start(preferred, drawing);

/** Tells how many shaders are compiled while a network opens. */
export const whileCompiling = (tell: CompileProgress): Promise<void> => studio.whileCompiling(proxy(tell));

const flushEvery = 200;

/** Runs a recipe in the worker; events arrive in batches, at most five times a second. */
export async function runRecipe(recipe: Recipe, onEvents: (events: RunEvent[]) => void): Promise<boolean> {
  let waiting: RunEvent[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    beginDrawing(drawing);
    onEvents(waiting);
    waiting = [];
  };
  const timer = setInterval(flush, flushEvery);
  try {
    return await studio.run(
      recipe,
      proxy((event: RunEvent) => {
        waiting.push(event);
      }),
    );
  } finally {
    clearInterval(timer);
    flush();
  }
}
