import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { proceed } from '../checkpoint';
import { selectChannels } from '../methods/dcp/algorithm2';
import { vgg } from '../models/vgg';
import type { Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { subsetsOf } from '../testing/contributions';
import { directSolution } from '../testing/directSolution';
import { fittedLoss } from '../testing/fittedLoss';
import { colourDataset } from '../testing/fixtures';
import { unsettle } from '../testing/networks';
import { patchMoments } from '../testing/patchMoments';
import { jointPass } from './jointPass';
import { disposeProblem, type LayerProblem, layerProblem } from './layerProblem';
import { featuresOf, layerEquations, layerMoments, type Moments } from './moments';
import { SelectionSamples } from './samples';
import { solverOf } from './solvers';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(4, 8, 60);
const indices = Uint32Array.from({ length: 60 }, (_, index) => index);

async function problemOf(build: () => Network, layer: string): Promise<{ problem: LayerProblem; patches: Moments }> {
  const [pruned, baseline] = [build(), unsettle(build(), 11)];
  const samples = new SelectionSamples(dataset, indices, 25);
  const problem = await layerProblem(layer, { pruned, baseline, head: undefined, samples });
  samples.dispose();
  const patches = await patchMoments(problem.convolution, { pruned, baseline, layer }, dataset, indices);
  return { problem, patches };
}

const plain = () =>
  unsettle(vgg('plain', { blocks: [[6, 8], [8]], classes: 4, inputShape: [8, 8, 3] }, new Random(2)), 3);

const strided = () =>
  unsettle(
    new NetworkBuilder([8, 8, 3])
      .convBatchNormRelu(1, 5)
      .append('conv2', 'Conv2D', { filters: 4, kernel_size: [3, 2], strides: [2, 2], padding: 'valid' })
      .append('relu2', 'ReLU')
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 4 })
      .build('strided', new Random(5)),
    3,
  );

const grouped = () =>
  unsettle(
    new NetworkBuilder([8, 8, 3])
      .convBatchNormRelu(1, 6)
      .append('conv2', 'Conv2D', { filters: 8, kernel_size: [3, 3], padding: 'same', groups: 2 })
      .append('relu2', 'ReLU')
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 4 })
      .build('grouped', new Random(5)),
    3,
  );

const cases = [
  { name: 'as tiles', build: plain, layer: 'conv2' },
  { name: 'in groups', build: grouped, layer: 'conv2' },
  { name: 'with strides, without padding, with a bias', build: strided, layer: 'conv2' },
];

describe.each(cases)('a layer $name', ({ build, layer }) => {
  test.each(['wasm', 'cpu'] as const)('moments on %s are those of its patches', async (backend) => {
    await chooseBackend([backend]);
    const { problem, patches: expected } = await problemOf(build, layer);
    const moments = await layerMoments(problem, proceed);
    for (const key of ['gram', 'target'] as const) {
      const scale = Math.max(...expected[key].map(Math.abs));
      moments[key].forEach((value, at) => {
        expect(Math.abs(value - expected[key][at]!) / scale).toBeLessThan(1e-5);
      });
    }
    disposeProblem(problem);
    await chooseBackend(['wasm']);
  });

  test('without L_S the weights are the direct solution of the normal equations, and leave no gradient', async () => {
    const { problem, patches: moments } = await problemOf(build, layer);
    const options = { solver: 'newton', sgdSteps: 1, reconstructionWeight: 1, lambda: 0 } as const;
    // Inputs keep what they have selected last.
    await layerMoments(problem, proceed);
    const tensors = tf.memory().numTensors;
    const solver = await solverOf(problem, options, proceed);
    await solver.measure();
    await solver.join([3]);
    await solver.measure();
    await solver.join([1, 0]);
    const { losses } = await solver.settle();
    expect(solver.selected.channels).toEqual([3, 1, 0]);
    const { perChannel, constants, filters } = moments;
    const ones = [...Array(constants).keys()];
    const features = [...ones, ...[3, 1, 0].flatMap((channel) => featuresOf(moments, channel))];
    const expected = directSolution(layerEquations(moments), features);
    const found = await solver.selected.kernel.data();
    const scale = Math.max(...expected.map(Math.abs));
    expected.slice(constants * filters).forEach((weight, at) => {
      const [feature, filter] = [Math.floor(at / filters), at % filters];
      const [channel, tap] = [Math.floor(feature / perChannel), feature % perChannel];
      expect(Math.abs(found[(tap * 3 + channel) * filters + filter]! - weight) / scale).toBeLessThan(1e-3);
    });
    const bias = await solver.selected.bias.data();
    bias.forEach((value, filter) => {
      expect(Math.abs(value - expected[filter]!) / scale).toBeLessThan(1e-3);
    });
    expect(losses.joint).toBe(losses.reconstruction);
    solver.dispose();
    expect(tf.memory().numTensors).toBe(tensors);
    disposeProblem(problem);
  });

  test('the joint loss never rises while channels join, whatever lambda', async () => {
    for (const lambda of [0.1, 1, 30]) {
      const { problem } = await problemOf(build, layer);
      const options = { solver: 'newton', sgdSteps: 1, reconstructionWeight: 1, lambda } as const;
      const solver = await solverOf(problem, options, proceed);
      const joints = [(await solver.measure()).losses.joint];
      for (const channel of [4, 2, 0, 1, 3]) {
        await solver.join([channel]);
        joints.push((await solver.measure()).losses.joint);
      }
      joints.push((await solver.settle()).losses.joint);
      for (const [at, joint] of joints.slice(1).entries()) expect(joint).toBeLessThanOrEqual(joints[at]! * (1 + 1e-5));
      expect(joints.at(-1)).toBeLessThan(joints[0]!);
      solver.dispose();
      disposeProblem(problem);
    }
  });
});

/** -(H + mu I)^-1 times a gradient, [kh, kw, channels, n] and [n], for the weights of some channels: one step of Newton's. */
function newtonStep(
  moments: Moments,
  channels: readonly number[],
  [kernel, bias]: readonly [tf.Tensor4D, tf.Tensor],
  fitsBias: boolean,
): number[] {
  const { constants, features, filters } = moments;
  const equations = layerEquations(moments);
  const joined = [
    ...(fitsBias ? Array(constants).keys() : []),
    ...channels.flatMap((channel) => featuresOf(moments, channel)),
  ];
  const rows = tf.reshape(tf.transpose(kernel, [2, 0, 1, 3]), [-1]).dataSync();
  const gradient = [...(fitsBias ? bias.dataSync() : []), ...rows];
  const target = new Float64Array(features * filters);
  joined.forEach((feature, at) => {
    for (let filter = 0; filter < filters; filter++)
      target[feature * filters + filter] = -gradient[at * filters + filter]!;
  });
  const prior = new Float32Array(features * filters);
  return directSolution({ ...equations, target, prior }, joined);
}

test.each([plain, strided, grouped])(
  'the last step goes down the joint loss the way that Newton’s does, whatever its length',
  async (build) => {
    for (const lambda of [0.1, 1]) {
      const { problem } = await problemOf(build, 'conv2');
      const weights = { reconstruction: 1, lambda };
      const solver = await solverOf(
        problem,
        { solver: 'newton', sgdSteps: 1, reconstructionWeight: 1, lambda },
        proceed,
      );
      const moments = await layerMoments(problem, proceed);
      const channels = [4, 2, 0];
      await solver.measure();
      await solver.join(channels);
      const before = (await solver.measure()).losses.joint;
      const { selected } = solver;
      const from = [tf.clone(selected.kernel), tf.clone(selected.bias)] as const;
      const { kernel, bias } = await jointPass(selected, selected.wholeSplit, weights, proceed);
      const own = tf.slice(kernel, [0, 0, 0, 0], [-1, -1, channels.length, -1]) as tf.Tensor4D;
      const ridge = layerEquations(moments).ridge(moments.constants);
      const pulled = tf.add<tf.Tensor4D>(own, tf.mul(tf.sub(selected.kernel, selected.warmStart(channels)), ridge));
      const expected = newtonStep(moments, channels, [pulled, bias], problem.fitsBias);
      const after = (await solver.settle()).losses.joint;
      expect(after).toBeLessThan(before);
      const moved = tf.reshape(tf.transpose(tf.sub<tf.Tensor4D>(selected.kernel, from[0]), [2, 0, 1, 3]), [-1]);
      const movedBias = tf.sub(selected.bias, from[1]);
      const told = [...(problem.fitsBias ? movedBias.dataSync() : []), ...moved.dataSync()];
      const length = dot(told, expected) / dot(expected, expected);
      expect([1, 4, 16, 64].map((part) => 1 / (16 * part))).toContainEqual(expect.closeTo(length, 4));
      const apart = told.map((value, at) => value - length * expected[at]!);
      expect(dot(apart, apart) / dot(told, told)).toBeLessThan(1e-3);
      solver.dispose();
      disposeProblem(problem);
    }
  },
);

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + value * other[at]!, 0);

test.each([3, 7, 11])(
  'beside the best of all subsets of 8 channels, Algorithm 2 leaves little more; weights %i',
  async (seed) => {
    const build = () =>
      unsettle(vgg('plain', { blocks: [[6, 8], [8]], classes: 4, inputShape: [8, 8, 3] }, new Random(2)), seed);
    const { problem, patches: moments } = await problemOf(build, 'conv3');
    const equations = layerEquations(moments);
    const lossOf = (channels: readonly number[]): number => {
      const features = [0, ...channels.flatMap((channel) => featuresOf(moments, channel))];
      return fittedLoss(moments, features, directSolution(equations, features));
    };
    const none = lossOf([]);
    for (let count = 1; count < 8; count++) {
      const best = Math.min(...subsetsOf(8, count).map(lossOf));
      const greedy = lossOf(await chosen(problem, count));
      const share = (none - greedy) / (none - best);
      console.log(
        `L_M of ${count} of 8 channels: greedy ${greedy.toPrecision(4)}, best ${best.toPrecision(4)}, none ${none.toPrecision(4)}: ${share.toFixed(3)} of the fall`,
      );
      expect(greedy).toBeGreaterThanOrEqual(best - 1e-6 * Math.abs(best));
      expect(share).toBeGreaterThan(0.9);
    }
    disposeProblem(problem);
  },
);

/** So many channels by Algorithm 2 without L_S. */
async function chosen(problem: LayerProblem, count: number): Promise<readonly number[]> {
  const solver = await solverOf(
    problem,
    { solver: 'newton', sgdSteps: 1, reconstructionWeight: 1, lambda: 0 },
    proceed,
  );
  const steps = selectChannels([{ solver, channels: [...Array(8).keys()] }], {
    ...({ count, channelsPerStep: 1, score: 'slice', choose: 'largest' } as const),
    random: new Random(1),
  });
  let next = await steps.next();
  while (!next.done) next = await steps.next();
  const { kept, weights } = next.value!;
  for (const { kernel, bias } of weights) tf.dispose([kernel, bias]);
  solver.dispose();
  return kept;
}
