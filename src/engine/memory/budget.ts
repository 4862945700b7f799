import { formatMemory } from '../../words/quantities';
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

type Work = 'memory.running' | 'memory.training' | 'memory.heads' | 'memory.selecting';

/** What cannot be done with one image at a time. @param layer the one that takes most of it */
export const tooLarge = (work: Work, network: string, tensors: number, budget: number, layer: string): InputError =>
  new InputError(work, { network, bytes: formatMemory(heapFor(tensors)), budget: formatMemory(budget), layer });
