import * as tf from '@tensorflow/tfjs';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import type { BackendName } from '../engine/backend/names';
import { startBackend } from './startBackend';

vi.mock('../engine/backend/chooseBackend', () => ({ chooseBackend: vi.fn() }));

/** Backends that start on this machine, and those in use one after the other. */
let startable: readonly BackendName[];
let used: BackendName[];

beforeAll(async () => {
  setThreadsCount(1);
  await tf.setBackend('wasm');
});

beforeEach(() => {
  startable = ['webgpu', 'wasm', 'cpu'];
  used = [];
  vi.mocked(chooseBackend).mockImplementation(async (names = []) => {
    const name = names.find((wanted) => startable.includes(wanted));
    if (name === undefined) throw new Error('none starts');
    used.push(name);
    return name;
  });
  vi.stubGlobal('crossOriginIsolated', false);
});

afterEach(() => vi.unstubAllGlobals());

/** A machine whose browser has an adapter, or none. */
function machine(info?: Partial<GPUAdapterInfo>): void {
  const gpu = { requestAdapter: async () => (info ? { info } : null) };
  vi.stubGlobal('navigator', Object.defineProperty({ gpu }, 'hardwareConcurrency', { value: 2 }));
}

const real = { isFallbackAdapter: false, architecture: 'hopper' };
const llvmpipe = { isFallbackAdapter: false, architecture: '', description: 'llvmpipe (LLVM 17.0.6, 256 bits)' };
const fallback = { isFallbackAdapter: true, architecture: 'gen-12', vendor: 'intel' };
const basicRender = { isFallbackAdapter: false, architecture: '', description: 'Microsoft Basic Render Driver' };
const software = { isFallbackAdapter: false, architecture: 'swiftshader' };

test('a GPU that nobody named has wasm as its rival, and is in use until they are compared', async () => {
  machine(real);
  const { name, notes, rival } = await startBackend(undefined);
  expect([name, notes, rival?.name, rival?.notes]).toEqual(['webgpu', [], 'wasm', [{ code: 'isolation' }]]);
  expect(used).toEqual(['webgpu', 'wasm', 'webgpu']);
});

test('where wasm does not start there is nothing to compare', async () => {
  machine(real);
  startable = ['webgpu'];
  const started = await startBackend(undefined);
  expect(started).toMatchObject({ name: 'webgpu', notes: [] });
  expect(started).not.toHaveProperty('rival');
  expect(used.at(-1)).toBe('webgpu');
});

test.each([
  ['a GPU that is named', real, 'webgpu', 'webgpu', []],
  ['wasm that is named', real, 'wasm', 'wasm', ['isolation']],
  ['one that is named where it does not start', real, 'webgl', 'webgpu', ['replaced']],
  ['a GPU in software', software, undefined, 'wasm', ['software', 'isolation']],
  ['Mesa on the processor', llvmpipe, undefined, 'wasm', ['software', 'isolation']],
  ['an adapter that the browser falls back on', fallback, undefined, 'wasm', ['software', 'isolation']],
  ['Windows on the processor', basicRender, undefined, 'wasm', ['software', 'isolation']],
  ['no GPU', undefined, undefined, 'wasm', ['isolation']],
] as const)('%s has no rival', async (_, info, wanted, name, codes) => {
  machine(info);
  if (!info) startable = ['wasm', 'cpu'];
  const started = await startBackend(wanted);
  expect(started).not.toHaveProperty('rival');
  expect([started.name, started.notes.map(({ code }) => code)]).toEqual([name, codes]);
  expect(used).toEqual([name]);
});

test.each([
  ['with an adapter and WebGL', real, {}, ['webgpu', 'wasm', 'webgl', 'cpu']],
  ['with a GPU in software, which can be named', software, {}, ['webgpu', 'wasm', 'webgl', 'cpu']],
  ['without an adapter', undefined, {}, ['wasm', 'webgl', 'cpu']],
  ['without WebGL', real, null, ['webgpu', 'wasm', 'cpu']],
  ['with neither', undefined, null, ['wasm', 'cpu']],
] as const)('what is offered %s', async (_, info, context, names) => {
  machine(info);
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = (kind: string) => (kind === 'webgl2' ? context : {});
    },
  );
  const { offered } = await startBackend('wasm');
  expect(offered).toEqual(names);
});
