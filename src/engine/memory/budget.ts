import { InputError } from '../errors';

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

/** Bytes that a run may take of the backend's memory: wasm's ends at 4 GiB and does not shrink. */
export const memoryBudget = 3 * gibibyte;

/** What the backend's memory holds besides tensors: code's data, stacks, and what it grows ahead of need. */
const besides = 96 * mebibyte;

/** Gaps between tensors, as a share of these. */
const gaps = 0.1;

/** Bytes that the backend's memory grows to for so many bytes of tensors at a time. */
export const heapFor = (tensors: number): number => besides + (1 + gaps) * tensors;

/** Bytes of tensors that such a memory holds. */
export const tensorsIn = (heap: number): number => Math.max(0, heap - besides) / (1 + gaps);

/** `most`, or the largest of its half, its quarter and so on down to 1 that fits; undefined if 1 does not. */
export function largestPart(most: number, fits: (part: number) => boolean): number | undefined {
  for (let part = most; ; part = Math.ceil(part / 2)) {
    if (fits(part)) return part;
    if (part <= 1) return undefined;
  }
}

/** Bytes in words. */
export const sized = (bytes: number): string =>
  bytes < gibibyte ? `${Math.ceil(bytes / mebibyte)} MiB` : `${(bytes / gibibyte).toFixed(1)} GiB`;

/** What cannot be done with one image at a time. @param layer the one that takes most of it */
export function tooLarge(network: string, work: string, tensors: number, budget: number, layer: string): InputError {
  return new InputError(
    `${work} "${network}" takes ${sized(heapFor(tensors))} even with one image at a time, and there are ${sized(budget)}; layer "${layer}" takes most of it`,
    'choose smaller images or a smaller network',
  );
}
