import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { Cancelled, type Checkpoint, Gate, proceed } from '../checkpoint';
import { type Recipe, recipeOf } from '../methods/recipe';
import { vgg } from '../models/vgg';
import { disposeNetwork, type Network } from '../network/network';
import { Random } from '../random';
import type { Phase, RunEvent } from '../run/events';
import { colourDataset } from '../testing/fixtures';
import { evaluationBatch } from '../train/evaluate';
import { thetaSteps } from '../train/heads';
import { prune } from './prune';

test('a gate holds while paused, lets through afterwards, and ends what it holds when cancelled', async () => {
  const gate = new Gate();
  let passed = 0;
  const passing = async () => {
    await gate.pass();
    passed++;
  };
  await passing();
  gate.pause();
  gate.pause();
  const held = passing();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(passed).toBe(1);
  gate.resume();
  await held;
  expect(passed).toBe(2);
  gate.pause();
  const ended = passing();
  gate.cancel();
  await expect(ended).rejects.toBeInstanceOf(Cancelled);
  gate.pause();
  await expect(passing()).rejects.toBeInstanceOf(Cancelled);
  expect(passed).toBe(2);
});

test('work that proceeds lets messages and timers in', async () => {
  let rang = false;
  setTimeout(() => {
    rang = true;
  }, 10);
  const end = performance.now() + 5000;
  while (!rang && performance.now() < end) await proceed();
  expect(rang).toBe(true);
});

describe('a run held or ended at any checkpoint', () => {
  const testBatches = 3;
  const dataset = {
    ...colourDataset(3, 8, 36),
    test: colourDataset(3, 8, (testBatches - 1) * evaluationBatch + 1).test,
  };
  const schedules = ['upfront', 'stagewise'] as const;
  const samples = 30;
  const scheduled = (schedule: (typeof schedules)[number]) =>
    recipeOf({
      ...{ samples, losses: 1, batchSize: 2, learningRate: 0.001, auxiliaryEpochs: 1, fineTuningEpochs: 1 },
      ...{ fineTuningImages: 8, channelsPerStep: 2, schedule },
    });
  const phases: Phase[] = ['baseline', 'auxiliary', 'selection', 'fine-tuning', 'evaluation'];
  let open: Network;

  beforeAll(async () => {
    await chooseBackend(['cpu']);
    open = vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
  });

  interface Passed {
    phase: Phase;
    /** Kernels that have run since the checkpoint before. */
    kernels: number;
  }

  /** A run whose checkpoints are listed as they are passed, and how many there were before each event; `at` may hold or end it at each. */
  async function run(recipe: Recipe, at: (index: number) => Promise<void> = async () => {}) {
    const passed: Passed[] = [];
    const events: RunEvent[] = [];
    const passedBefore: number[] = [];
    let phase: Phase = 'baseline';
    let kernels = 0;
    const engine = tf.engine();
    const { runKernel } = engine;
    engine.runKernel = <T extends tf.Tensor | tf.Tensor[]>(
      name: string,
      inputs: tf.NamedTensorMap,
      attributes?: tf.NamedAttrMap,
    ): T => {
      kernels++;
      return runKernel.call(engine, name, inputs, attributes) as T;
    };
    const pass: Checkpoint = async () => {
      passed.push({ phase, kernels });
      kernels = 0;
      await at(passed.length - 1);
    };
    const generator = prune(open, dataset, recipe, { checkpoint: pass });
    try {
      let next = await generator.next();
      for (; !next.done; next = await generator.next()) {
        events.push(next.value);
        passedBefore.push(passed.length);
        if (next.value.type === 'phase') phase = next.value.phase;
      }
      if (next.value) disposeNetwork(next.value);
      return { passed, events, passedBefore, ended: false };
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      return { passed, events, passedBefore, ended: true };
    } finally {
      engine.runKernel = runKernel;
    }
  }

  const valuesOf = (network: Network) => [...network.weights].map(([key, tensor]) => [key, [...tensor.dataSync()]]);
  const choicesOf = (events: RunEvent[]) => events.filter(({ type }) => type === 'selection' || type === 'training');

  test.each(schedules)('%s: a phase never runs longer than a training step', async (schedule) => {
    const recipe = scheduled(schedule);
    const { passed, events } = await run(recipe);
    const inPhase = (phase: Phase) => passed.filter((one) => one.phase === phase).map(({ kernels }) => kernels);
    const trainingStep = Math.max(...inPhase('auxiliary'));
    for (const phase of phases) expect(Math.max(...inPhase(phase))).toBeLessThanOrEqual(trainingStep);
    expect(inPhase('baseline').length).toBeGreaterThanOrEqual(testBatches);
    expect(inPhase('evaluation').length).toBeGreaterThanOrEqual(2 * testBatches);
    const trainingSteps = (recipe.fineTuningImages! / recipe.batchSize) * recipe.fineTuningEpochs;
    const looks = 2 + recipe.fineTuningEpochs;
    const lookBatches = dataset.train.labels.length / recipe.batchSize;
    expect(inPhase('fine-tuning')).toHaveLength(trainingSteps + looks * lookBatches);
    const batches = samples / recipe.batchSize;
    const steps = events.filter(({ type }) => type === 'selection').length;
    const layers = events.filter(({ type }) => type === 'selected').length;
    expect(inPhase('selection').length).toBeGreaterThanOrEqual((2 * steps + 2 * layers) * batches);
  });

  test('learning theta, preparing a layer and timing look up once a batch, a step or a run', async () => {
    const recipe = scheduled('upfront');
    const batches = samples / recipe.batchSize;
    const { passed, events, passedBefore } = await run(recipe);
    const between = (from: (event: RunEvent) => boolean, to: RunEvent['type']): Passed[] => {
      const start = events.findIndex(from);
      const end = events.findIndex(({ type }, index) => index > start && type === to);
      return passed.slice(passedBefore[start], passedBefore[end]);
    };
    const heads = events.findIndex((event) => event.type === 'phase' && event.what === 'heads');
    const steps = [...events.keys()].filter((index) => index > heads && events[index]!.type === 'progress');
    const theta = passed.slice(passedBefore[heads], passedBefore[steps[thetaSteps - 1]!]);
    const [averages, features] = [1, 1];
    expect(theta.length).toBe(averages + features + thetaSteps);
    const firstChannels = between((event) => event.type === 'phase' && event.what === 'layer', 'selection');
    const [prefixes, inputs, scoring, solving] = [2 * batches, batches, batches, batches];
    expect(firstChannels.length).toBe(prefixes + inputs + scoring + solving);
    const timing = between((event) => event.type === 'phase' && event.what === 'latency', 'latency');
    const { runs } = events.find((event) => event.type === 'latency')!.latency;
    expect(timing.length).toBe(2 * (runs + 1));
    const trainingStep = Math.max(
      ...passed.filter(({ phase }) => phase === 'fine-tuning').map(({ kernels }) => kernels),
    );
    for (const stretch of [theta, firstChannels, timing])
      for (const { kernels } of stretch.slice(1)) expect(kernels).toBeLessThanOrEqual(trainingStep);
  });

  test('held for a while it does nothing, and goes on as if it had not been', async () => {
    const recipe = scheduled('upfront');
    const undisturbed = await run(recipe);
    const tensors = tf.memory().numTensors;
    const held = fc.sample(fc.nat(undisturbed.passed.length - 1), { seed: 3, numRuns: 10 });
    const { events, ended } = await run(recipe, async (index) => {
      if (!held.includes(index)) return;
      const before = tf.memory();
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(tf.memory()).toEqual(before);
    });
    expect(ended).toBe(false);
    expect(choicesOf(events)).toEqual(choicesOf(undisturbed.events));
    expect(tf.memory().numTensors).toBe(tensors);
  });

  test('paused through a gate it stands, and cancelled while it does it ends', async () => {
    const tensors = tf.memory().numTensors;
    const gate = new Gate();
    const generator = prune(open, dataset, scheduled('upfront'), { checkpoint: gate.pass });
    let pulled = 0;
    const ended = (async () => {
      for await (const _ of generator) pulled++;
    })();
    while (pulled < 12) await new Promise((resolve) => setTimeout(resolve));
    gate.pause();
    const state = () => [pulled, tf.memory().numTensors];
    await expect
      .poll(async () => {
        const before = state();
        await new Promise((resolve) => setTimeout(resolve, 100));
        return state().join() === before.join();
      })
      .toBe(true);
    const standing = state();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(state()).toEqual(standing);
    gate.cancel();
    await expect(ended).rejects.toBeInstanceOf(Cancelled);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  test.each(schedules)('%s: cancelled, it leaves nothing and changes nothing', async (schedule) => {
    const recipe = scheduled(schedule);
    const { passed } = await run(recipe);
    const before = valuesOf(open);
    const tensors = tf.memory().numTensors;
    const seen = new Set<Phase>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...phases), fc.nat(), async (phase, number) => {
        const places = [...passed.keys()].filter((index) => passed[index]!.phase === phase);
        const place = places[number % places.length]!;
        const ended = await run(recipe, async (index) => {
          if (index === place) throw new Cancelled();
        });
        seen.add(phase);
        expect([ended.ended, ended.passed.length]).toEqual([true, place + 1]);
        expect(tf.memory().numTensors).toBe(tensors);
      }),
      { seed: 7, numRuns: 30 },
    );
    expect(seen).toEqual(new Set(phases));
    expect(valuesOf(open)).toEqual(before);
  });
});
