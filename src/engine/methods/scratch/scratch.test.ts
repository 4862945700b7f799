import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import type * as batches from '../../data/batches';
import { costOf } from '../../network/cost';
import { disposeNetwork } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import type { RunEvent } from '../../run/events';
import { colourDataset } from '../../testing/fixtures';
import { unsettle } from '../../testing/networks';
import { expectClose } from '../../testing/numbers';
import { Sgd } from '../../train/sgd';
import { type RecipeValues, recipeOf } from '../recipe';

/** Images and labels of batches, as they are made. */
const shown: tf.Tensor[] = [];

vi.mock('../../data/batches', async (original) => {
  const actual = await original<typeof batches>();
  return {
    ...actual,
    makeBatch: (...args: Parameters<typeof actual.makeBatch>) => {
      const batch = actual.makeBatch(...args);
      shown.push(tf.keep(tf.clone(batch.images)), tf.keep(tf.clone(batch.labels)));
      return batch;
    },
  };
});

beforeAll(() => chooseBackend(['cpu']));
afterEach(() => {
  vi.restoreAllMocks();
  tf.dispose(shown.splice(0));
});

const dataset = colourDataset(3, 8, 40);
const network = () =>
  unsettle(
    new NetworkBuilder([8, 8, 3])
      .convBatchNormRelu(1, 4)
      .convBatchNormRelu(2, 6)
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 3 })
      .build('small', new Random(2)),
    3,
  );

async function run(values: RecipeValues, scratch = false) {
  const open = network();
  const recipe = recipeOf({
    ...{ rate: 0.5, batchSize: 12, learningRate: 0.05, fineTuningEpochs: 2, mirror: 'never' as const },
    ...values,
  });
  const generator = prune(open, dataset, recipe, { scratch });
  const events: RunEvent[] = [];
  let next = await generator.next();
  for (; !next.done; next = await generator.next()) events.push(next.value);
  disposeNetwork(open);
  const report = events.find((event) => event.type === 'finished')!.report;
  return { events, report, pruned: next.value! };
}

test('WM is the training from scratch that other methods are compared with, whatever channels they keep', async () => {
  const before = tf.memory().numTensors;
  const compared = await run({ method: 'l1', refit: 'none' }, true);
  const wm = await run({ method: 'wm' });
  expect(wm.report.pruned).toEqual(compared.report.scratch);
  const lossesOf = ({ events }: typeof wm, phase: string) =>
    events.flatMap((event) => (event.type === 'training' && event.phase === phase ? [event.loss] : []));
  expect(lossesOf(wm, 'fine-tuning')).toEqual(lossesOf(compared, 'scratch'));
  expect(wm.report.pruned).toMatchObject(costOf(compared.pruned));
  expect(wm.report.layers.map(({ kept }) => kept)).toEqual([
    [0, 1],
    [0, 1, 2],
  ]);
  for (const { pruned } of [compared, wm]) disposeNetwork(pruned);
  tf.dispose(shown.splice(0));
  expect(tf.memory().numTensors).toBe(before);
});

test('WM+ takes a step on the auxiliary loss, by a head of its own, before each on the last loss', async () => {
  const kept: Array<{ weights: Map<string, tf.Tensor>; gradients: Map<string, tf.Tensor> }> = [];
  /** The batch that was made last before the first step. */
  let learnt: tf.Tensor[] = [];
  const { step } = Sgd.prototype;
  vi.spyOn(Sgd.prototype, 'step').mockImplementation(function (this: Sgd, weights, gradients, rate) {
    const copy = (of: ReadonlyMap<string, tf.Tensor>) => new Map([...of].map(([key, value]) => [key, tf.clone(value)]));
    if (kept.length === 0) learnt = shown.slice(-2);
    kept.push({ weights: copy(weights), gradients: copy(gradients) });
    step.call(this, weights, gradients, rate);
  });
  const values = { fineTuningEpochs: 1, fineTuningImages: 12, method: 'wm-plus', losses: 1 } as const;
  const { events, pruned } = await run(values);
  disposeNetwork(pruned);
  expect(events[0]).toMatchObject({ type: 'started', losses: ['conv2'] });
  const [auxiliary, head, last] = kept;
  expect(kept).toHaveLength(3);
  const [images, labels] = learnt as [tf.Tensor4D, tf.Tensor2D];

  const centred = (x: tf.Tensor, epsilon: number) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)));
  };
  const nats = (scores: tf.Tensor) =>
    tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.log(tf.softmax(scores as tf.Tensor2D))), 1)));
  const conv2 = ({ weights }: (typeof kept)[number], kernel: tf.Tensor) => {
    const first = tf.relu(centred(tf.conv2d(images, kernel as tf.Tensor4D, 1, 'same'), 1e-3));
    return tf.conv2d(first as tf.Tensor4D, weights.get('conv2/kernel') as tf.Tensor4D, 1, 'same');
  };
  const theta = head!.weights.get('theta/kernel') as tf.Tensor2D;
  const pooled = (x: tf.Tensor) => tf.mean(tf.relu(x), [1, 2]) as tf.Tensor2D;
  // Fresh batch norms scale by 1 and shift by 0.
  const discrimination = tf.grad((kernel) => nats(tf.matMul(pooled(centred(conv2(auxiliary!, kernel), 1e-3)), theta)));
  expectClose(auxiliary!.gradients.get('conv1/kernel')!, discrimination(auxiliary!.weights.get('conv1/kernel')!), 1e-4);
  expect(auxiliary!.gradients.has('classes/kernel')).toBe(false);
  expect(head!.gradients.has('theta/kernel')).toBe(true);
  expect(last!.gradients.has('classes/kernel')).toBe(true);
  for (const { weights, gradients } of kept) tf.dispose([...weights.values(), ...gradients.values()]);
});

test('at rate 0 there is nothing to train', async () => {
  const { report, pruned } = await run({ method: 'wm-plus', rate: 0 });
  expect(report.pruned.accuracy).toBe(report.baseline.accuracy);
  disposeNetwork(pruned);
});
