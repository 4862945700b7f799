import * as tf from '@tensorflow/tfjs';
import { freeing } from '../backend/lost';
import type { BackendName } from '../backend/names';
import { Cancelled, type Checkpoint } from '../checkpoint';
import { messageOf } from '../errors';
import { inTime } from '../inTime';
import { costOf } from '../network/cost';
import { disposeNetwork, type Network, replaceWeight } from '../network/network';
import { stepTime } from './stepTime';

/** What a backend makes of a network's training step: its milliseconds, or why there are none. */
export type Trial = { readonly backend: BackendName } & (
  | { readonly outcome: 'timed'; readonly milliseconds: number }
  | { readonly outcome: 'late' }
  | { readonly outcome: 'failed'; readonly message: string }
);

/** Two backends or more, tried on a network. */
export interface Comparison {
  /** Images in a step. */
  readonly images: number;
  /** In the order of the candidates. */
  readonly trials: readonly Trial[];
  /** The one that is in use since. */
  readonly fastest: BackendName;
}

/** Milliseconds that a backend has for its steps, shaders compiled. */
export const patience = 5000;

/** Multiply-adds of a forward pass in a step. */
const effort = 5e8;

/** Images in a step that is timed: a batch, or as many of it as are soon computed by any backend. */
export const stepImages = (network: Network, batchSize: number): number =>
  Math.min(batchSize, Math.max(1, Math.floor(effort / Math.max(1, costOf(network).flops))));

/**
 * Times a network's training step on backends that are started, puts the fastest in use, and moves the network's weights
 * there. The last of the candidates is tried first: one that is late may go on compiling beside the next. Where `pass` ends
 * it, another backend may be in use than before.
 *
 * @param candidates in order of preference, by which a draw is decided
 * @param pass before every step, and before another backend is put in use
 */
export async function takeFastest(
  network: Network,
  candidates: readonly BackendName[],
  { batchSize, pass, limit = patience }: { batchSize: number; pass: Checkpoint; limit?: number },
): Promise<Comparison> {
  const weights = await readWeights(network);
  const images = stepImages(network, batchSize);
  const trials: Trial[] = [];
  for (const backend of candidates.toReversed()) {
    await pass();
    trials.unshift(await tryOut({ ...network, weights: new Map() }, weights, { backend, images, limit, pass }));
  }
  await pass();
  const fastest = fastestOf(trials);
  await tf.setBackend(fastest);
  writeWeights(network, weights);
  return { images, trials, fastest };
}

/** The backend of the least time; without any, one that may be slow but has not failed. @param trials the first wins a draw */
export function fastestOf(trials: readonly Trial[]): BackendName {
  const [timed] = trials
    .filter(({ outcome }) => outcome === 'timed')
    .toSorted((one, other) => timeOf(one) - timeOf(other));
  const chosen = timed ?? trials.find(({ outcome }) => outcome === 'late') ?? trials[0];
  if (!chosen) throw new Error('no backend to choose from');
  return chosen.backend;
}

const timeOf = (trial: Trial): number => (trial.outcome === 'timed' ? trial.milliseconds : Number.POSITIVE_INFINITY);

/** A trial is over in time: what it has begun ends by itself at the next step. */
class Late extends Error {}

async function tryOut(
  copy: Network,
  weights: Weights,
  { backend, images, limit, pass }: { backend: BackendName; images: number; limit: number; pass: Checkpoint },
): Promise<Trial> {
  const end = performance.now() + limit;
  const passInTime = async () => {
    await pass();
    if (performance.now() > end) throw new Late();
  };
  const timed = async (): Promise<Trial> => {
    try {
      writeWeights(copy, weights);
      return { backend, outcome: 'timed', milliseconds: await stepTime(copy, images, passInTime) };
    } finally {
      await freeing(() => disposeNetwork(copy));
    }
  };
  const late: Trial = { backend, outcome: 'late' };
  try {
    await tf.setBackend(backend);
    return await inTime(timed(), limit, () => late);
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    return error instanceof Late ? late : { backend, outcome: 'failed', message: messageOf(error) };
  }
}

/** A network's weights in main memory, which every backend can read. */
type Weights = ReadonlyMap<
  string,
  { readonly values: tf.TypedArray; readonly like: Pick<tf.Tensor, 'shape' | 'dtype'> }
>;

async function readWeights({ weights }: Network): Promise<Weights> {
  const read = [...weights].map(async ([key, weight]) => [key, { values: await weight.data(), like: weight }] as const);
  return new Map(await Promise.all(read));
}

/** Puts weights on the backend in use. */
function writeWeights(network: Network, weights: Weights): void {
  for (const [key, { values, like }] of weights) replaceWeight(network, key, tf.tensor(values, like.shape, like.dtype));
}
