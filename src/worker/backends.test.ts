import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import type { BackendName } from '../engine/backend/names';
import { datasetSource } from '../engine/intake/sourceImages';
import type { OpenedNetwork } from '../engine/io/formats/format';
import { presetRecipe } from '../engine/methods/recipe';
import { NetworkBuilder } from '../engine/network/networkBuilder';
import { Random } from '../engine/random';
import { colourDataset } from '../engine/testing/fixtures';
import { evaluate } from '../engine/train/evaluate';
import { stepTime } from '../engine/train/stepTime';
import { Backends } from './backends';
import { Opening, type OpeningStep } from './opening';
import type { BackendInfo } from './startBackend';
import { type Unmatched, Workbench, type WorkbenchInfo } from './workbench';

vi.mock('../engine/train/stepTime', { spy: true });

const dataset = colourDataset(3, 8, 30);

const named = (name: BackendName): BackendInfo => ({ name, threads: 1, offered: ['wasm', 'cpu'], notes: [] });

beforeAll(() => chooseBackend(['wasm']));

beforeEach(async () => {
  await chooseBackend(['cpu']);
  vi.mocked(stepTime).mockReset();
});

const opened = (name: string): OpenedNetwork => ({
  network: new NetworkBuilder([8, 8, 3])
    .convBatchNormRelu(1, 4)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build(name, new Random(1)),
  format: 'keras',
});

/** A workbench that was started on cpu, with or without wasm as its rival. */
function begun(rival?: BackendInfo): Workbench {
  const backends = new Backends();
  backends.start({ ...named('cpu'), ...(rival ? { rival } : {}) });
  return new Workbench(backends);
}

async function open(workbench: Workbench, name: string, opening = new Opening()): Promise<WorkbenchInfo> {
  const answer: WorkbenchInfo | Unmatched = await workbench.openParts(
    { network: opened(name), images: datasetSource(dataset) },
    opening,
  );
  if ('found' in answer) throw new Error('asks for classes');
  return answer;
}

function planted(steps: Partial<Record<BackendName, () => Promise<number>>>): void {
  vi.mocked(stepTime).mockImplementation(() => Object.entries(steps).find(([name]) => name === tf.getBackend())![1]());
}

const takes = (milliseconds: number) => async () => milliseconds;

test('a backend without a rival is not timed', async () => {
  const workbench = begun();
  const steps: OpeningStep[] = [];
  const { backend } = await open(workbench, 'first', new Opening((step) => steps.push(step)));
  expect(backend).toEqual(named('cpu'));
  expect(steps).not.toContain('timing');
  expect(stepTime).not.toHaveBeenCalled();
});

test('with a rival, every network that opens is put on the faster of both, which says why', async () => {
  const workbench = begun(named('wasm'));
  const before = tf.memory().numTensors;
  const steps: OpeningStep[] = [];
  planted({ cpu: takes(80.4), wasm: takes(7.25) });
  const first = await open(workbench, 'first', new Opening((step) => steps.push(step)));
  const tensors = tf.memory().numTensors;
  expect(steps).toContain('timing');
  expect(tf.getBackend()).toBe('wasm');
  const wasm = { backend: 'wasm', images: presetRecipe('quick').batchSize, milliseconds: '7.3', other: 'cpu' };
  expect(first.backend).toEqual({ ...named('wasm'), notes: [{ code: 'faster', ...wasm, longer: '80' }] });

  const accuracy = () => evaluate(workbench.network, workbench.shown.dataset, workbench.shown.dataset.test);
  const accuracyBefore = await accuracy();
  const again = await workbench.chooseScaling(first.images.scalings.at(-1)!.id, new Opening());
  expect(stepTime).toHaveBeenCalledTimes(2);
  expect(again).toMatchObject({ backend: first.backend });

  planted({ cpu: takes(1), wasm: takes(2) });
  const second = await open(workbench, 'second');
  expect(tf.getBackend()).toBe('cpu');
  const cpu = { backend: 'cpu', images: presetRecipe('quick').batchSize, milliseconds: '1.0', other: 'wasm' };
  expect(second.backend).toEqual({ ...named('cpu'), notes: [{ code: 'faster', ...cpu, longer: '2.0' }] });
  expect(await accuracy()).toBeCloseTo(accuracyBefore, 6);
  expect(tf.memory().numTensors).toBe(tensors);
  expect(tensors - before).toBe(workbench.network.weights.size);
});

test('one that fails loses, and the reason is told with what the other takes', async () => {
  const workbench = begun(named('wasm'));
  planted({ cpu: () => Promise.reject(new Error('no shader')), wasm: takes(80) });
  const { backend } = await open(workbench, 'first');
  expect(backend?.name).toBe('wasm');
  expect(backend?.notes).toMatchObject([{ code: 'failed', backend: 'wasm', other: 'cpu', message: 'no shader' }]);
});

test('of two that fail the first stays, without a word', async () => {
  const workbench = begun(named('wasm'));
  planted({ cpu: () => Promise.reject(new Error('no')), wasm: () => Promise.reject(new Error('no')) });
  expect((await open(workbench, 'first')).backend).toEqual(named('cpu'));
});

test.each(['while the first is timed', 'after another backend has won'])(
  'an opening that is taken back %s leaves the open network on its backend',
  async (moment) => {
    const workbench = begun(named('wasm'));
    planted({ cpu: takes(1), wasm: takes(2) });
    const { backend } = await open(workbench, 'first');
    const tensors = tf.memory().numTensors;
    const opening = new Opening((step) => {
      if (step === 'compiling') opening.takeBack();
    });
    planted({
      cpu: takes(2),
      wasm: async () => {
        if (moment === 'while the first is timed') opening.takeBack();
        return 1;
      },
    });
    await expect(open(workbench, 'second', opening)).rejects.toMatchObject({ name: 'Cancelled' });
    expect([tf.getBackend(), workbench.backends.inUse, workbench.network.name]).toEqual(['cpu', backend, 'first']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([tf.getBackend(), tf.memory().numTensors]).toEqual(['cpu', tensors]);
  },
);
