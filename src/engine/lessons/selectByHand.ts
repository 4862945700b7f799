import type { Losses } from '../layerwise/jointPass';
import type { Solver } from '../layerwise/solver';
import { scoreChannels } from '../methods/dcp/scoring';

/** How a layer's channels were selected, step by step. */
export interface SelectionByHand {
  readonly layer: string;
  readonly steps: ReadonlyArray<{
    /** ||G_k||_F of every channel, zero for those selected before. */
    readonly scores: readonly number[];
    readonly chosen: readonly number[];
    /** Before they join. */
    readonly losses: Losses;
  }>;
  /** Channels in the order in which they joined. */
  readonly order: readonly number[];
  /** Once the last has joined. */
  readonly losses: Losses;
}

/**
 * Algorithm 2 in one layer, one channel a step, of which a person has chosen the first.
 *
 * @param byHand channels that join first, whatever their scores
 * @param count channels to select in all
 * @throws Diverged where a score or a loss is not finite
 */
export async function selectByHand(solver: Solver, byHand: readonly number[], count: number): Promise<SelectionByHand> {
  const { layer, convolution } = solver.selected.problem;
  const readers = [{ solver, channels: [...Array(convolution.channels).keys()] }];
  const order: number[] = [];
  const steps: Array<SelectionByHand['steps'][number]> = [];
  while (order.length < count) {
    const { scores, losses } = await scoreChannels(readers, order, 'slice');
    const chosen = byHand[order.length] ?? largestOpen(scores, order);
    steps.push({ scores, chosen: [chosen], losses });
    order.push(chosen);
    await solver.join([chosen]);
  }
  const { losses } = await solver.settle();
  return { layer, steps, order, losses };
}

/** argmax of the scores of the channels that are out; of equals the first. */
function largestOpen(scores: readonly number[], selected: readonly number[]): number {
  const open = [...scores.keys()].filter((channel) => !selected.includes(channel));
  return open.reduce((best, channel) => (scores[channel]! > scores[best]! ? channel : best));
}
