import * as tf from '@tensorflow/tfjs';
import type { ChannelGroup } from '../channels/channelGraph';
import { periodOf } from '../layerwise/convolution';
import { heapFor, largestPart, tensorsIn, tooLarge } from '../memory/budget';
import { PassSizes, weightBytes } from '../memory/estimate';
import type { Network } from '../network/network';
import type { Scope } from '../run/scope';
import { Work } from '../run/work';
import type { Ranking } from './ranked';

/** What images that pass through a network tell of its channels. */
export interface Probe {
  readonly graph: Pick<Network, 'layers' | 'output'>;
  readonly pass: 'forward' | 'gradient';
  /** Layers that the pass leads to. */
  readonly fetches: readonly string[];
  /** A score for each channel of every pruned group, [channels], summed over some images. @param labels one-hot */
  read(images: tf.Tensor4D, labels: tf.Tensor2D): tf.Tensor[];
}

/** Copies of a network's weights in memory: the open one's and the pruned one's. */
const copies = 2;

/** Passes forward that a pass takes the time of. */
const passWork = { forward: 1, gradient: 3 } as const;

/**
 * Channels scored by what a probe tells of them, a mean over the samples.
 *
 * @param samples how many
 * @throws InputError with numbers, if memory has no place for a single image
 */
export function sampledRanking(scope: Scope, samples: number, { graph, pass, fetches, read }: Probe): Ranking {
  const { network, recipe, budget, prunedGroups } = scope;
  const sizes = new PassSizes(graph);
  const bytes = (images: number) => copies * weightBytes(network) + sizes.workspaces() + images * sizes[pass](fetches);
  const part = largestPart(Math.min(recipe.batchSize, samples), (images) => bytes(images) <= tensorsIn(budget));
  if (part === undefined) throw tooLarge('memory.selecting', network.name, bytes(1), budget, sizes.largestLayer(pass));
  const work = new Work(scope);
  const unitsOf = (images: number, batches: number) =>
    passWork[pass] * work.forward('selection', work.layers, { images, batches });
  return {
    work: unitsOf(samples, Math.ceil(samples / part)),
    memory: [{ phase: 'selection', bytes: heapFor(bytes(part)) }],
    async *scores(run) {
      yield run.enter('selection', 'scores');
      const sums = prunedGroups.map(({ group }) => Array<number>(group.channels).fill(0));
      const drawn = run.drawSamples(samples, { part, layers: new Map() });
      for (const [index, { length }] of drawn.parts.entries()) {
        await run.pass();
        const values = await readAll(() => read(drawn.images(index), drawn.labels(index)));
        let at = 0;
        for (const ofGroup of sums) for (const channel of ofGroup.keys()) ofGroup[channel]! += values[at++]! / samples;
        yield run.advance('selection', unitsOf(length, 1));
      }
      return new Map(prunedGroups.map(({ id }, index) => [id, sums[index]!]));
    },
  };
}

/** The values of several tensors, one after the other, read back at once. */
async function readAll(compute: () => tf.Tensor[]): Promise<ArrayLike<number>> {
  const all = tf.tidy(() => tf.concat(compute()));
  try {
    return await all.data();
  } finally {
    all.dispose();
  }
}

/**
 * Values for the entries of a tensor's last axis, [N, entries], added up for each channel of a group: [N, channels].
 *
 * @param entries the group's channel that each is
 */
export function sumsPerChannel(values: tf.Tensor, entries: readonly number[], { channels }: ChannelGroup): tf.Tensor2D {
  const period = periodOf(entries);
  const periods = tf.reshape(values, [-1, entries.length / period, period]);
  const flags = tf.buffer<tf.Rank.R2>([period, channels]);
  for (const [entry, channel] of entries.slice(0, period).entries()) flags.set(1, entry, channel);
  return tf.matMul(tf.sum<tf.Tensor2D>(periods, 1), flags.toTensor());
}
