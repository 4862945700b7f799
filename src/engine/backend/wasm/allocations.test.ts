import * as tf from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { expect, test } from 'vitest';
import { chooseBackend } from '../chooseBackend';
import { isBackendLost, OutOfMemory } from '../lost';
import { KernelMemory } from './kernelMemory';

await chooseBackend(['wasm']);

test('where memory ends the allocation says so; what was there is as it was, and what a step had made is freed', () => {
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) throw new Error('the wasm backend did not start');
  const memory = new KernelMemory(backend);
  const values = tf.tensor1d([1, 2, 3]);
  const before = tf.memory();
  let made = 0;
  let failure: unknown;
  try {
    tf.tidy(() => {
      for (; made < 8; made++) tf.engine().makeTensorFromTensorInfo(memory.empty([2 ** 28]));
    });
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(OutOfMemory);
  expect(String(failure)).toMatch(/a tensor of 1024 MiB does not fit in memory, of which \d+ MiB are taken/);
  expect(isBackendLost(failure)).toBe(true);
  expect(made).toBe(3);
  expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  expect([...tf.add(values, 1).dataSync()]).toEqual([2, 3, 4]);
});
