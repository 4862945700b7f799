import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { loadNetwork } from '../../cli/modelFiles';
import { chooseBackend } from '../backend/chooseBackend';
import { OutOfMemory } from '../backend/lost';
import { Cancelled, proceed } from '../checkpoint';
import { disposeNetwork, type Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { fastestOf, stepImages, type Trial, takeFastest } from './fasterBackend';
import { stepTime } from './stepTime';

vi.mock('./stepTime', { spy: true });

beforeAll(async () => {
  await chooseBackend(['wasm']);
  await chooseBackend(['cpu']);
});

afterEach(() => vi.mocked(stepTime).mockReset());

const tiny = (): Network =>
  new NetworkBuilder([4, 4, 3])
    .convBatchNormRelu(1, 3)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 2 })
    .build('tiny', new Random(1));

const valuesOf = ({ weights }: Network) => [...weights].map(([key, weight]) => [key, ...weight.dataSync()]);

/** What a step takes, or what happens, by backend. */
function planted(steps: Readonly<Record<string, () => Promise<number>>>): void {
  vi.mocked(stepTime).mockImplementation(() => steps[tf.getBackend()]!());
}

test('a bundled network trains faster on wasm than on cpu: wasm is put in use, and has its weights', async () => {
  await chooseBackend(['cpu']);
  const network = await loadNetwork('vgg-small');
  const [before, tensors] = [valuesOf(network), tf.memory().numTensors];
  const compared = await takeFastest(network, ['cpu', 'wasm'], { batchSize: 1, pass: proceed, limit: 60_000 });
  expect(compared.images).toBe(1);
  const times = Object.fromEntries(compared.trials.map((trial) => [trial.backend, trial]));
  expect(times).toMatchObject({ cpu: { outcome: 'timed' }, wasm: { outcome: 'timed' } });
  expect([compared.fastest, tf.getBackend()]).toEqual(['wasm', 'wasm']);
  expect([valuesOf(network), tf.memory().numTensors]).toEqual([before, tensors]);
  expect(stepTime).toHaveBeenCalledTimes(2);
  disposeNetwork(network);
});

test.each([
  [3, 5, 'cpu'],
  [5, 3, 'wasm'],
  [4, 4, 'cpu'],
])('steps of %d ms on cpu and %d ms on wasm: %s', async (cpu, wasm, faster) => {
  const network = tiny();
  const tensors = tf.memory().numTensors;
  planted({ cpu: async () => cpu, wasm: async () => wasm });
  const { trials } = await takeFastest(network, ['cpu', 'wasm'], { batchSize: 8, pass: proceed });
  expect(trials).toEqual([
    { backend: 'cpu', outcome: 'timed', milliseconds: cpu },
    { backend: 'wasm', outcome: 'timed', milliseconds: wasm },
  ]);
  expect([tf.getBackend(), tf.memory().numTensors]).toEqual([faster, tensors]);
  disposeNetwork(network);
});

const fails = (backend: Trial['backend']): Trial => ({ backend, outcome: 'failed', message: 'no' });
const late = (backend: Trial['backend']): Trial => ({ backend, outcome: 'late' });
const takes = (backend: Trial['backend'], milliseconds: number): Trial => ({ backend, outcome: 'timed', milliseconds });

test.each([
  [[late('webgpu'), takes('wasm', 4000)], 'wasm'],
  [[takes('webgpu', 4000), fails('wasm')], 'webgpu'],
  [[fails('webgpu'), late('wasm')], 'wasm'],
  [[late('webgpu'), late('wasm')], 'webgpu'],
  [[fails('webgpu'), fails('wasm')], 'webgpu'],
])('%j: %s', (trials, chosen) => {
  expect(fastestOf(trials)).toBe(chosen);
});

test('a backend that fails loses, with its reason, and so does one that is not there', async () => {
  const network = tiny();
  const tensors = tf.memory().numTensors;
  planted({
    wasm: async () => 5,
    cpu: () => Promise.reject(new OutOfMemory('memory.tensor', { bytes: '8 MiB', taken: '4 GiB' })),
  });
  const { trials } = await takeFastest(network, ['webgpu', 'cpu', 'wasm'], { batchSize: 8, pass: proceed });
  expect(trials).toMatchObject([
    { backend: 'webgpu', outcome: 'failed', message: expect.stringContaining('webgpu') },
    { backend: 'cpu', outcome: 'failed', message: expect.stringContaining('8 MiB') },
    { backend: 'wasm', outcome: 'timed' },
  ]);
  expect([tf.getBackend(), tf.memory().numTensors]).toEqual(['wasm', tensors]);
  disposeNetwork(network);
});

test('one that takes too long is waited for no longer; what it has begun ends before its next step', async () => {
  const network = tiny();
  const tensors = tf.memory().numTensors;
  let compile = () => {};
  let ended = Promise.resolve<unknown>(undefined);
  vi.mocked(stepTime).mockImplementation(async (_network, _images, pass) => {
    if (tf.getBackend() === 'wasm') return 5;
    const compiled = new Promise<void>((resolve) => {
      compile = resolve;
    });
    const step = compiled.then(pass);
    ended = step.catch((error) => error);
    await step;
    return 1;
  });
  const { trials } = await takeFastest(network, ['cpu', 'wasm'], { batchSize: 8, pass: proceed, limit: 20 });
  expect(trials).toMatchObject([{ backend: 'cpu', outcome: 'late' }, { outcome: 'timed' }]);
  expect(tf.getBackend()).toBe('wasm');
  compile();
  expect(await ended).toBeInstanceOf(Error);
  await proceed();
  expect(tf.memory().numTensors).toBe(tensors);
  disposeNetwork(network);
});

test('ended by its checkpoint, it changes nothing more and leaves nothing behind', async () => {
  const network = tiny();
  const tensors = tf.memory().numTensors;
  let passes = 0;
  const pass = async () => {
    if (++passes > 4) throw new Cancelled();
  };
  await expect(takeFastest(network, ['cpu', 'wasm'], { batchSize: 2, pass })).rejects.toThrow(Cancelled);
  expect([passes, tf.memory().numTensors]).toEqual([5, tensors]);
  disposeNetwork(network);
});

test.each([
  [100, 32, 32],
  [100, 128, 49],
  [6000, 128, 1],
])(
  'of a network whose images take a little more than %d00 000 multiply-adds, a batch of %d: a step of %d',
  (filters, batch, images) => {
    const network = new NetworkBuilder([100, 100, 10])
      .append('conv', 'Conv2D', { filters, kernel_size: [1, 1] })
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 2 })
      .build('counted', new Random(1));
    expect(stepImages(network, batch)).toBe(images);
    disposeNetwork(network);
  },
);
