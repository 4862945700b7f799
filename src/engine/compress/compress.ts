import type { Network } from '../network/network';
import { disposeNetwork } from '../network/network';
import type { CompressedNetwork, RunEvent } from '../run/events';
import type { Run } from '../run/run';
import type { CompressionId } from './ids';
import { compressions } from './index';

/** Stores the pruned network in fewer bits, and measures what it computes then; the network itself stays as it is. */
export async function* compress(
  run: Run,
  pruned: Network,
  ids: readonly CompressionId[],
): AsyncGenerator<RunEvent, CompressedNetwork[]> {
  const told: CompressedNetwork[] = [];
  for (const id of ids) {
    yield run.enter('evaluation', 'compressed');
    const { network, storedBytes } = await compressions[id].store(pruned);
    try {
      told.push(yield* run.measureCompressed({ id, storedBytes }, network, pruned));
    } finally {
      disposeNetwork(network);
    }
  }
  return told;
}
