import { wrap } from 'comlink';
import type { LoggedEvent } from '../engine/run/events';
import type { PlainErrorCode } from '../words/errors';
import { carryErrors } from './crossing';
import { closeForFrame, makeFrameGate } from './frameGate';
import type { Order, Studio } from './studio';
import { type Hired, type News, Supervisor, WorkerLost } from './supervisor';

const frameGate = makeFrameGate();

/** Milliseconds that the worker has to take back what it was told to. */
const patience = 15_000;

carryErrors();

export const superviseStudio = (news: News): Supervisor => new Supervisor(hire, news, patience, frameGate);

let hirings = 0;

/** A worker; its death is heard by errors, and by a lock that it holds for as long as it lives. */
function hire(): Hired {
  const name = `espalier-${performance.timeOrigin}-${++hirings}`;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
  const watch = new AbortController();
  const death = new Promise<never>((_, reject) => {
    const die = (code: PlainErrorCode) => reject(new WorkerLost(code));
    worker.onerror = (event) => {
      event.preventDefault();
      if (event.message) reject(new WorkerLost('worker.fault', { message: event.message }));
      else die('worker.script');
    };
    worker.onmessageerror = () => die('worker.unreadable');
    watch.signal.addEventListener('abort', () => die('worker.dismissed'));
    worker.addEventListener(
      'message',
      () => {
        navigator.locks?.request(name, { signal: watch.signal }, () => die('worker.died')).catch(() => {});
      },
      { once: true },
    );
  });
  death.catch(() => {});
  const dismiss = () => {
    watch.abort();
    worker.terminate();
  };
  return { studio: wrap<Studio>(worker), death, dismiss };
}

const flushEvery = 200;

/** Runs an order in the worker; events arrive in batches, at most five times a second. */
export function runOrder(
  supervisor: Supervisor,
  order: Order,
  onEvents: (events: LoggedEvent[]) => void,
): ReturnType<Supervisor['prune']> {
  let waiting: LoggedEvent[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    closeForFrame(frameGate);
    onEvents(waiting);
    waiting = [];
  };
  const timer = setInterval(flush, flushEvery);
  const { finished, cancel } = supervisor.prune(order, (event) => {
    waiting.push(event);
  });
  const end = () => {
    clearInterval(timer);
    flush();
  };
  return { finished: finished.finally(end), cancel };
}
