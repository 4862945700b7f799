/** A word that page and worker share: 1 while the page draws, and the worker's kernels leave it a core to do so. */
export type Drawing = Int32Array<SharedArrayBuffer>;

/** Milliseconds after which the page is taken to have drawn, however busy it is. */
const longestDrawing = 200;

/** Undefined where a page may not share memory, or not tell when it is idle; kernels run in one thread or heed nothing. */
export const shareDrawing = (): Drawing | undefined =>
  crossOriginIsolated && 'requestIdleCallback' in globalThis ? new Int32Array(new SharedArrayBuffer(4)) : undefined;

export const isDrawing = (drawing: Drawing | undefined): boolean =>
  drawing !== undefined && Atomics.load(drawing, 0) === 1;

/** From now on until the page has nothing left to do. */
export function beginDrawing(drawing: Drawing | undefined): void {
  if (!drawing || document.hidden) return;
  Atomics.store(drawing, 0, 1);
  requestIdleCallback(() => Atomics.store(drawing, 0, 0), { timeout: longestDrawing });
}
