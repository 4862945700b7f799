import { balancedSample, makeImages } from '../data/batches';
import { trainingPart } from '../memory/passes';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import type { CompressedNetwork, RunEvent, RunFailure } from '../run/events';
import type { Run } from '../run/run';
import type { ZeroMasks } from '../run/sparseLayers';
import { withRoundedInputs } from './activations';
import type { Compression } from './compression';
import type { Compressing } from './ids';
import { compressions } from './index';

/** What of it a run counts. */
export function compressingWork({ ids, epochs }: Compressing): { times: number; epochs: number } {
  const trained = epochs === 0 ? 0 : ids.filter((id) => compressions[id].training).length;
  return { times: ids.length + trained, epochs: trained * epochs };
}

/** Stores the pruned network in fewer bits and measures what it computes then: as it is, and after training if that is asked for. */
export async function* compress(
  run: Run,
  pruned: Network,
  { ids, epochs }: Compressing,
): AsyncGenerator<RunEvent, CompressedNetwork[]> {
  const told: CompressedNetwork[] = [];
  for (const id of ids) {
    const compression = compressions[id];
    const network = await begun(run, pruned, compression);
    try {
      told.push(yield* measureStored(run, network, compression, pruned));
      if (epochs > 0 && compression.training) told.push(yield* trained(run, network, compression, pruned, epochs));
    } finally {
      disposeNetwork(network);
    }
  }
  return told;
}

/** Training images by which ranges of activations are found, at most. */
const calibrationImages = 64;

/** A copy to store and to train, in which activations are rounded if they are to be. The caller owns it. */
async function begun(run: Run, pruned: Network, { fitRounding }: Compression): Promise<Network> {
  if (!fitRounding) return cloneNetwork(pruned);
  const { dataset, budget } = run.scope;
  const count = trainingPart(pruned, [], calibrationImages, budget);
  const drawn = balancedSample(dataset.train, dataset.classes.length, count, run.random.fork('calibration'));
  const images = makeImages(dataset, dataset.train, drawn);
  try {
    return await withRoundedInputs(pruned, images, fitRounding);
  } finally {
    images.dispose();
  }
}

/** The network is trained with the weights that will be stored, what is zero staying so, then stored. */
async function* trained(
  run: Run,
  network: Network,
  compression: Compression,
  pruned: Network,
  epochs: number,
): AsyncGenerator<RunEvent, CompressedNetwork> {
  yield run.enter('fine-tuning', 'compressed');
  const how = (masks: ZeroMasks) => compression.training?.(network, masks) ?? {};
  const stopped = yield* withoutStop(run.trainRounded(network, how, epochs));
  return yield* measureStored(run, network, compression, pruned, { epochs, ...(stopped ? { stopped } : {}) });
}

/** A training whose early end is no concern of the pruned network: its reason is returned, not told. */
async function* withoutStop(
  training: AsyncGenerator<RunEvent, RunFailure | undefined>,
): AsyncGenerator<RunEvent, RunFailure | undefined> {
  try {
    let next = await training.next();
    for (; !next.done; next = await training.next()) if (next.value.type !== 'stopped') yield next.value;
    return next.value;
  } finally {
    await training.return(undefined);
  }
}

async function* measureStored(
  run: Run,
  network: Network,
  { id, store }: Compression,
  pruned: Network,
  training: Pick<CompressedNetwork, 'epochs' | 'stopped'> = {},
): AsyncGenerator<RunEvent, CompressedNetwork> {
  yield run.enter('evaluation', 'compressed');
  const { network: stored, storedBytes } = await store(network, run.sparseLayers);
  try {
    return yield* run.measureCompressed({ id, storedBytes, ...training }, stored, pruned);
  } finally {
    disposeNetwork(stored);
  }
}
