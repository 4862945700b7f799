import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { recipeOf } from '../../methods/recipe';
import { disposeNetwork } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';

interface Cost {
  images: number;
  channels: number;
  filters: number;
  kernel: number;
  stride: number;
}

const all: Cost[] = [1, 8].flatMap((images) =>
  [1, 3].flatMap((channels) =>
    [1, 3].flatMap((filters) =>
      [1, 3, 5].flatMap((kernel) => [1, 2].map((stride) => ({ images, channels, filters, kernel, stride }))),
    ),
  ),
);

/** All that DCP-Adapt selects, whose layers are scored even where they can lose nothing. */
async function selected({ images, channels, filters, kernel, stride }: Cost): Promise<number[][]> {
  const conv = { kernel_size: kernel, strides: stride, padding: 'same', activation: 'relu' };
  const network = new NetworkBuilder([images, images, 3])
    .append('before', 'Conv2D', { filters: channels, kernel_size: 1 })
    .append('conv', 'Conv2D', { ...conv, filters })
    .append('after', 'Conv2D', { ...conv, strides: 1, filters: 3 })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('of one', new Random(3));
  const recipe = recipeOf({
    ...{ method: 'dcp-adapt', epsilon: 1e-9, samples: 9, batchSize: 4, losses: 1 },
    ...{ auxiliaryEpochs: 1, fineTuningEpochs: 1 },
  });
  const before = tf.memory().numTensors;
  const run = prune(network, colourDataset(3, images, 9), recipe);
  const kept: number[][] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) if (next.value.type === 'selected') kept.push(next.value.kept);
  if (next.value) disposeNetwork(next.value);
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(network);
  return kept;
}

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  test.each(all)(
    '$images x $images images, $channels channels, $filters filters of $kernel, stride $stride',
    async (sizes) => {
      await chooseBackend([backend]);
      const kept = await selected(sizes);
      expect(kept).toHaveLength(3);
      for (const [group, channels] of [sizes.channels, sizes.filters, 3].entries()) {
        expect(kept[group]!.length).toBeGreaterThanOrEqual(1);
        expect(Math.max(...kept[group]!)).toBeLessThan(channels);
      }
    },
  );
});
