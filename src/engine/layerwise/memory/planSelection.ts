import { largestPart } from '../../memory/budget';
import type { Kept, SelectionPlan } from '../samples';
import { keepings, type SelectionNeed } from './selectionNeeds';

/** How one layer's samples are kept, and what that takes. */
export interface LayerMemory {
  readonly layer: string;
  readonly kept: Kept;
  /** Bytes of tensors, weights apart. */
  readonly bytes: number;
}

export interface SelectionMemory {
  readonly plan: SelectionPlan;
  readonly layers: readonly LayerMemory[];
}

/** Share of the memory that images in hand may take where not all can be kept. */
const inHandShare = 0.5;

/**
 * How channels are selected within so much memory: whole batches and everything kept if that fits; else in the largest
 * parts that leave half of it for what is kept, each layer keeping what it can.
 *
 * @param samples images that channels are selected on
 * @param room bytes of tensors, weights apart
 * @returns undefined if one image at a time does not fit
 */
export function planSelection(
  needs: readonly SelectionNeed[],
  samples: number,
  batchSize: number,
  room: number,
): SelectionMemory | undefined {
  const [all] = keepings;
  const isWhole = needs.every((need) => samples * need.kept(all) + batchSize * need.inHand <= room);
  const inHand = Math.max(0, ...needs.map(({ computed }) => computed));
  const part = isWhole
    ? batchSize
    : (largestPart(batchSize, (images) => images * inHand <= inHandShare * room) ?? (inHand <= room ? 1 : undefined));
  if (part === undefined) return undefined;
  const layers = needs.map((need) => planLayer(need, samples, part, room));
  const kept = needs.flatMap(({ readers }, index) => readers.map((reader) => [reader, layers[index]!.kept] as const));
  return { plan: { part, layers: new Map(kept) }, layers };
}

function planLayer(need: SelectionNeed, samples: number, part: number, room: number): LayerMemory {
  const { layer } = need;
  for (const keeping of keepings) {
    const bytes = samples * need.kept(keeping) + Math.min(part, samples) * need.inHand;
    if (bytes <= room) return { layer, kept: { ...keeping, samples }, bytes };
  }
  const barest = { tiles: false, prefix: false };
  const each = need.kept(barest);
  const kept = Math.floor((room - part * need.computed) / each / part) * part;
  return { layer, kept: { ...barest, samples: kept }, bytes: kept * each + part * need.computed };
}
