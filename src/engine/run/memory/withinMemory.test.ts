import * as tf from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { isBackendLost, OutOfMemory } from '../../backend/lost';
import { recipeOf } from '../../methods/recipe';
import { vgg } from '../../models/vgg';
import { disposeNetwork } from '../../network/network';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';

const wasmOf = (backend: tf.KernelBackend): BackendWasm['wasm'] => {
  if (!(backend instanceof BackendWasm)) throw new Error('the wasm backend did not start');
  return backend.wasm;
};

beforeAll(() => chooseBackend(['wasm']));

const recipe = recipeOf({ samples: 30, losses: 1, batchSize: 20, fineTuningEpochs: 2 });
let restore: () => void = () => {};
afterEach(() => restore());

/** Prunes a small network; from a phase on the backend allocates, and frees, as told. */
async function failing(
  phase: string,
  broken: Partial<Pick<BackendWasm['wasm'], '_malloc' | '_free'>>,
): Promise<unknown> {
  const wasm = wasmOf(tf.backend());
  const { _malloc, _free } = wasm;
  restore = () => Object.assign(wasm, { _malloc, _free });
  const network = vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
  try {
    const run = prune(network, colourDataset(3, 8, 60), recipe);
    for (let next = await run.next(); !next.done; next = await run.next())
      if (next.value.type === 'phase' && next.value.phase === phase) Object.assign(wasm, broken);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    restore();
    disposeNetwork(network);
  }
}

const trap = () => {
  throw new WebAssembly.RuntimeError('memory access out of bounds');
};

describe.each(['baseline', 'auxiliary', 'selection', 'evaluation', 'fine-tuning'])(
  'memory that ends in %s',
  (phase) => {
    test('is told with numbers, and nothing is left behind', async () => {
      const before = tf.memory().numTensors;
      const error = await failing(phase, {
        _malloc: () => {
          throw new OutOfMemory('memory.tensor', { bytes: '8 MiB', taken: '4096 MiB' });
        },
      });
      expect(error).toBeInstanceOf(OutOfMemory);
      expect(isBackendLost(error)).toBe(true);
      expect(String(error)).toMatch(
        new RegExp(
          `^OutOfMemory: memory has ended in ${phase} \\(.+\\), for which \\d+ MiB of 3.0 GiB were estimated ` +
            `\\(a tensor of 8 MiB does not fit in memory, of which 4096 MiB are taken\\); close other pages, or choose`,
        ),
      );
      expect(tf.memory().numTensors).toBe(before);
    });

    test('and breaks what would free tensors, is told as well', async () => {
      const error = await failing(phase, { _malloc: trap, _free: trap });
      expect(error).toBeInstanceOf(OutOfMemory);
      expect(String(error)).toContain(`memory has ended in ${phase}`);
      expect(String(error)).toContain('memory access out of bounds');
    });
  },
);

test('what is no end of memory stays what it is', async () => {
  const error = await failing('selection', {
    _malloc: () => {
      throw new TypeError('a fault of ours');
    },
  });
  expect(error).toBeInstanceOf(TypeError);
});
