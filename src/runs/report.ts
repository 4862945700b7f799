import { isTight } from '../engine/run/memory/isTight';
import { tellMemory } from '../words/memory';
import type { RunState } from './state';

export { latencyBatches } from '../engine/train/latencyBatches';
export { type Spread, speedOf } from '../engine/train/spread';
export { wilsonInterval } from '../engine/train/wilson';

/** What a run does for want of memory, if anything, in a line. */
export const memoryRemark = ({ memory }: RunState): string | undefined =>
  memory && isTight(memory) ? tellMemory(memory) : undefined;
