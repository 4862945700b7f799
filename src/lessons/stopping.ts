import { adaptStops } from '../engine/layerwise/stopRule';

/** The fall of the joint loss by each channel that joins, as a share of its first value: what Eq 10 compares with epsilon. */
export const fallsOf = (joints: readonly number[]): number[] =>
  joints.slice(1).map((current, before) => Math.abs(joints[before]! - current) / joints[0]!);

/** How many channels DCP-Adapt keeps. @param joints L(W^0), L(W^1) and so on to all channels */
export function widthAt(joints: readonly number[], epsilon: number): number {
  const last = joints.length - 1;
  for (let joined = 1; joined < last; joined++)
    if (adaptStops(joints[0]!, joints[joined - 1]!, joints[joined]!, epsilon)) return joined;
  return last;
}
