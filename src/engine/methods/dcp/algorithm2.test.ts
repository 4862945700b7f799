import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { proceed } from '../../checkpoint';
import { balancedSample } from '../../data/batches';
import { disposeProblem, type LayerProblem, layerProblem } from '../../layerwise/layerProblem';
import { SelectionSamples } from '../../layerwise/samples';
import type { Solver } from '../../layerwise/solver';
import { type SolverOptions, solverOf } from '../../layerwise/solvers';
import { vgg } from '../../models/vgg';
import { disposeNetwork, type Network } from '../../network/network';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';
import { literalSelection } from '../../testing/literalSelection';
import { residual, unsettle } from '../../testing/networks';
import { type AuxiliaryHead, buildHead } from '../../train/heads';
import { selectChannels } from './algorithm2';
import type { SelectionOptions, SelectionStep } from './selection';

const dataset = colourDataset(4, 8, 200);
const indices = balancedSample(dataset.train, 4, 160, new Random(5));
const batchSize = 64;
const options: SelectionOptions = {
  count: 4,
  channelsPerStep: 1,
  score: 'slice',
  choose: 'largest',
  random: new Random(1),
};
/** The paper's: three batches are one pass over the samples. */
const sgd: SolverOptions = { solver: 'sgd', sgdSteps: 3, reconstructionWeight: 1, lambda: 1 };

beforeAll(() => chooseBackend(['wasm']));

const plain = () =>
  unsettle(vgg('plain', { blocks: [[6, 8], [8]], classes: 4, inputShape: [8, 8, 3] }, new Random(2)), 3);

const allChannels = ({ convolution }: LayerProblem) => [...Array(convolution.channels).keys()];

async function run(
  network: Network,
  baseline: Network,
  layer: string,
  head: AuxiliaryHead | undefined,
  changes: Partial<SelectionOptions & SolverOptions> = {},
) {
  const samples = new SelectionSamples(dataset, indices, batchSize);
  const problem = await layerProblem(layer, { pruned: network, baseline, head, samples });
  samples.dispose();
  const solver = await solverOf(problem, { ...sgd, ...changes }, proceed);
  const generator = selectChannels([{ solver, channels: allChannels(problem) }], { ...options, ...changes });
  const steps: SelectionStep[] = [];
  let next = await generator.next();
  while (!next.done) {
    steps.push(next.value);
    next = await generator.next();
  }
  solver.dispose();
  disposeProblem(problem);
  return { steps, ...next.value! };
}

describe.each([
  { name: 'head at the layer', network: plain, layer: 'conv2', at: 'conv2', lambda: 1 },
  { name: 'head two layers behind', network: plain, layer: 'conv2', at: 'conv3', lambda: 5 },
  { name: 'own loss', network: plain, layer: 'conv3', at: undefined, lambda: 0.5 },
  { name: 'own loss, residual, bias', network: residual, layer: 'b', at: undefined, lambda: 2 },
  { name: 'fused ReLU and bias', network: residual, layer: 'b', at: 'c', lambda: 2 },
])('Algorithm 2, $name', ({ network: build, layer, at, lambda }) => {
  test('selects what the literal implementation selects, with the same scores, losses and weights', async () => {
    const network = build();
    const baseline = unsettle(build(), 11);
    const head = at === undefined ? undefined : buildHead(network, at, new Random(8));
    const expected = await literalSelection(network, baseline, layer, head, dataset, indices, {
      count: 4,
      lambda,
      batchSize,
    });
    const before = tf.memory().numTensors;
    const actual = await run(network, baseline, layer, head, { lambda });
    expect(tf.memory().numTensors).toBe(before + 2);
    expect(actual.kept).toEqual(expected.kept);
    expect(actual.steps.map(({ chosen }) => chosen)).toEqual(expected.steps.map(({ chosen }) => [chosen]));
    for (const [index, step] of actual.steps.entries()) {
      const literal = expected.steps[index]!;
      expect(step.reconstruction / literal.reconstruction).toBeCloseTo(1, 3);
      expect(step.discrimination / literal.discrimination).toBeCloseTo(1, 4);
      const largest = Math.max(...literal.scores);
      for (const [channel, score] of step.scores.entries())
        expect(Math.abs(score - literal.scores[channel]!) / largest).toBeLessThan(1e-3);
    }
    const difference = tf.max(tf.abs(tf.sub(actual.weights[0]!.kernel, expected.kernel))).dataSync()[0];
    expect(difference).toBeLessThan(1e-4);
    disposeNetwork(network);
    disposeNetwork(baseline);
  });
});

describe.each([
  ['as tiles', { tiles: true, prefix: true, samples: 160 }],
  ['as they are', { tiles: false, prefix: true, samples: 160 }],
  ['in part computed anew', { tiles: true, prefix: false, samples: 64 }],
])('with inputs %s', (_, kept) => {
  test('two selections that share a layer problem, turn by turn, are each what it is alone', async () => {
    const network = plain();
    const plan = { part: 32, layers: new Map([['conv2', kept]]) };
    const samples = new SelectionSamples(dataset, indices, batchSize, proceed, plan);
    const baseline = unsettle(plain(), 11);
    const problem = await layerProblem('conv2', { pruned: network, baseline, head: undefined, samples });
    samples.dispose();
    const solvers: Solver[] = [];
    const begin = async (choose: 'largest' | 'random') => {
      const solver = await solverOf(problem, sgd, proceed);
      solvers.push(solver);
      const channels = allChannels(problem);
      return selectChannels([{ solver, channels }], { ...options, choose, random: new Random(3) });
    };
    const alone = async (choose: 'largest' | 'random') => {
      const steps: unknown[] = [];
      for await (const step of await begin(choose)) steps.push(step);
      return steps;
    };
    const expected = [await alone('largest'), await alone('random')];
    const both = [await begin('largest'), await begin('random')];
    const together: unknown[][] = [[], []];
    for (let step = 0; step < options.count; step++)
      for (const [index, steps] of both.entries()) together[index]!.push((await steps.next()).value);
    for (const solver of solvers) solver.dispose();
    expect(together).toEqual(expected);
    disposeProblem(problem);
  });
});

test('DCP-Adapt stops where the literal implementation does', async () => {
  const network = plain();
  const baseline = unsettle(plain(), 11);
  const epsilon = 0.02;
  const expected = await literalSelection(network, baseline, 'conv3', undefined, dataset, indices, {
    count: 8,
    lambda: 1,
    batchSize,
    epsilon,
  });
  const actual = await run(network, baseline, 'conv3', undefined, { count: 8, epsilon });
  expect(actual.kept).toEqual(expected.kept);
  expect(actual.kept.length).toBeGreaterThan(1);
  expect(actual.kept.length).toBeLessThan(8);
});

test('Random DCP draws by its seed, not by score', async () => {
  const draw = async (seed: number) =>
    (await run(plain(), plain(), 'conv3', undefined, { choose: 'random', random: new Random(seed) })).steps.map(
      ({ chosen }) => chosen[0]!,
    );
  const first = await draw(1);
  expect(await draw(1)).toEqual(first);
  expect(await draw(2)).not.toEqual(first);
  expect(new Set(first).size).toBe(4);
});

test('several channels a step are those of the largest scores', async () => {
  const { steps, kept } = await run(plain(), plain(), 'conv3', undefined, { channelsPerStep: 3, count: 5 });
  expect(steps.map(({ chosen }) => chosen.length)).toEqual([3, 2]);
  const { scores, chosen } = steps[0]!;
  expect(chosen).toEqual([...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, 3));
  expect(kept).toHaveLength(5);
});
