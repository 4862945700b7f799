import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeBatch } from '../data/batches';
import { recipeOf } from '../methods/recipe';
import { vgg } from '../models/vgg';
import { costOf } from '../network/cost';
import { predict } from '../network/execute';
import { disposeNetwork, type Network } from '../network/network';
import { Random } from '../random';
import type { Report, RunEvent } from '../run/events';
import { colourDataset } from '../testing/fixtures';
import { prune } from './prune';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 120);
const recipe = recipeOf({ samples: 30, losses: 1, batchSize: 20, learningRate: 0.005, fineTuningEpochs: 3 });
const network = () => vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));

/** A run to its end. @param pulls events after which it is cancelled */
async function told(open: Network, scratch: boolean, pulls = Number.POSITIVE_INFINITY) {
  const generator = prune(open, dataset, recipe, { scratch });
  const events: RunEvent[] = [];
  let next = await generator.next();
  for (; !next.done && events.length < pulls; next = await generator.next()) events.push(next.value);
  await generator.return(undefined);
  const report = events.find((event) => event.type === 'finished')?.report;
  return { events, report: report as Report, pruned: next.value as Network };
}

/** Whether each test image is classified rightly, one at a time. */
const rightOf = (classifier: Network): boolean[] =>
  [...dataset.test.labels].map((label, index) =>
    tf.tidy(() => {
      const { images } = makeBatch(dataset, dataset.test, [index]);
      return tf.argMax(predict(classifier, images), 1).dataSync()[0] === label;
    }),
  );

test('a run says what its figures are of, and how they come from single images', async () => {
  const open = network();
  const { events, report, pruned } = await told(open, false);
  const images = { train: 108, validation: 12, test: 120 };
  expect(events[0]).toMatchObject({ type: 'started', images });
  expect(report).toMatchObject({
    ...{ network: 'tiny', dataset: { name: 'colours', images }, method: recipe.method },
    baseline: { images: 120 },
  });
  expect(report).not.toHaveProperty('preset');
  expect(report).not.toHaveProperty('scratch');
  for (const event of events.filter(({ type }) => type === 'selected'))
    expect(event).toMatchObject({ joint: expect.any(Number), reconstruction: expect.any(Number) });
  const [before, after] = [rightOf(open), rightOf(pruned)];
  const count = (is: (index: number) => boolean) => before.filter((_, index) => is(index)).length;
  expect(report.baseline.accuracy).toBeCloseTo(count((index) => before[index]!) / 120, 12);
  expect(report.pruned.gap).toMatchObject({
    baselineOnly: count((index) => before[index]! && !after[index]),
    prunedOnly: count((index) => !before[index] && after[index]!),
  });
  expect(report.pruned.gap!.gap).toBeCloseTo(report.baseline.accuracy - report.pruned.accuracy, 12);
  expect(report.baseline).not.toHaveProperty('gap');
  for (const value of [open, pruned]) disposeNetwork(value);
});

test('the pruned widths are trained from scratch on request, which changes nothing else', async () => {
  const open = network();
  const tensors = tf.memory().numTensors;
  const plain = await told(open, false);
  const compared = await told(open, true);
  expect(compared.report.pruned).toEqual(plain.report.pruned);
  expect(compared.report.scratch).toMatchObject(costOf(compared.pruned));
  expect(compared.report.scratch?.gap).toBeDefined();
  expect(compared.report.seconds.scratch).toBeGreaterThan(0);
  const phasesOf = (events: readonly RunEvent[]) =>
    events.flatMap((event) => (event.type === 'training' ? [`${event.phase} ${event.step}/${event.steps}`] : []));
  const tuned = phasesOf(compared.events).filter((step) => step.startsWith('fine-tuning'));
  expect(tuned.length).toBeGreaterThan(0);
  expect(phasesOf(compared.events).filter((step) => step.startsWith('scratch'))).toEqual(
    tuned.map((step) => step.replace('fine-tuning', 'scratch')),
  );
  for (const { pruned } of [plain, compared]) disposeNetwork(pruned);
  expect(tf.memory().numTensors).toBe(tensors);
  const at = compared.events.findIndex((event) => event.type === 'training' && event.phase === 'scratch');
  await told(open, true, at + 1);
  expect(tf.memory().numTensors).toBe(tensors);
  disposeNetwork(open);
});
