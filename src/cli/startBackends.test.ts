import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import type { BackendName } from '../engine/backend/names';
import { startBackends } from './startBackends';

vi.mock('../engine/backend/chooseBackend', () => ({ chooseBackend: vi.fn() }));

let startable: readonly BackendName[];

beforeEach(() => {
  startable = ['webgpu', 'wasm'];
  vi.mocked(chooseBackend).mockImplementation(async ([name] = []) => {
    if (!name || !startable.includes(name)) throw new Error('it does not start');
    return name;
  });
});

afterEach(() => vi.unstubAllGlobals());

/** A Node that has been given a GPU. */
const give = (info: Partial<GPUAdapterInfo>) =>
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => ({ info }) } });

test('Node has no GPU of its own: wasm alone is started', async () => {
  expect(await startBackends(undefined)).toEqual(['wasm']);
  expect(vi.mocked(chooseBackend).mock.lastCall).toEqual([['wasm']]);
});

test('a real GPU and wasm are compared, one in software or one that does not start is not', async () => {
  give({ architecture: 'hopper' });
  expect(await startBackends(undefined)).toEqual(['webgpu', 'wasm']);
  startable = ['wasm'];
  expect(await startBackends(undefined)).toEqual(['wasm']);
  startable = ['webgpu', 'wasm'];
  give({ architecture: 'swiftshader' });
  expect(await startBackends(undefined)).toEqual(['wasm']);
});

test('a backend that is named is started alone', async () => {
  give({ architecture: 'hopper' });
  expect([await startBackends('wasm'), await startBackends('webgpu')]).toEqual([['wasm'], ['webgpu']]);
  await expect(startBackends('webgl')).rejects.toThrow('it does not start');
});
