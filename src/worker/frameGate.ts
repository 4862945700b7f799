/** A word that page and worker share: 1 while the page draws, and the worker's kernels leave it the cores to do so. */
export type Drawing = Int32Array<SharedArrayBuffer>;

/** Milliseconds after which the page is taken to have drawn, however busy it is. */
const longestDrawing = 200;

/** Undefined where a page may not share memory, and kernels run in one thread, or cannot tell when it is idle. */
export const shareDrawing = (): Drawing | undefined =>
  crossOriginIsolated && 'requestIdleCallback' in globalThis ? new Int32Array(new SharedArrayBuffer(4)) : undefined;

/** In the page: it draws from now on, until it has nothing left to do. */
export function beginDrawing(drawing: Drawing | undefined): void {
  if (!drawing || document.hidden) return;
  Atomics.store(drawing, 0, 1);
  const end = () => {
    Atomics.store(drawing, 0, 0);
    Atomics.notify(drawing, 0);
  };
  requestIdleCallback(end, { timeout: longestDrawing });
}

/** In the worker: blocks while the page draws. */
export function waitWhileDrawing(drawing: Drawing | undefined): void {
  if (drawing) Atomics.wait(drawing, 0, 1, longestDrawing);
}
