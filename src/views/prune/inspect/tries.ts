import type { Choice } from '../../../engine/inspect/effect';
import type { LayerState } from '../../../runs/state';

/** A choice by hand that can be measured. */
export interface HandTry {
  readonly change: 'keep' | 'remove';
  /** Channels that the layer keeps before; absent if it keeps all. */
  readonly kept?: number;
  readonly choice: Choice;
}

/**
 * What can be tried with a channel: to remove it alone, and once its layer is settled, to remove it from those that are kept
 * or to keep it beside them. A layer's only channel stays.
 */
export function triesFor({ channels, chosen, isDone }: LayerState, channel: number): HandTry[] {
  const all = [...Array(channels).keys()];
  const without = (from: readonly number[]): number[] => from.filter((other) => other !== channel);
  const alone: HandTry = { change: 'remove', choice: { before: all, after: without(all) } };
  const kept = [...chosen].sort((a, b) => a - b);
  const amongKept: HandTry = kept.includes(channel)
    ? { change: 'remove', kept: kept.length, choice: { before: kept, after: without(kept) } }
    : { change: 'keep', kept: kept.length, choice: { before: kept, after: [...kept, channel].sort((a, b) => a - b) } };
  const tries = isDone && kept.length < channels ? [alone, amongKept] : [alone];
  return tries.filter(({ choice }) => choice.after.length > 0);
}
