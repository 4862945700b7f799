import { expect, test } from 'vitest';
import { guardedHdf5, type Hdf5Answer } from '../engine/io/hdf5/guarded';
import { arrayAt } from '../engine/io/hdf5/tree';
import { makeGroup, writeFloats, writeHdf5 } from '../engine/io/hdf5/write';
import { readHdf5InThread } from './hdf5Thread';

const file = () =>
  writeHdf5((root) => {
    writeFloats(makeGroup(root, 'a/b'), 'c', { shape: [2], values: Float32Array.of(1, 2) });
  });

test('a thread reads one file after another, and goes on after a broken one', async () => {
  const bytes = await file();
  for (const broken of [bytes.subarray(0, 100), Uint8Array.of(1, 2, 3)]) {
    expect(arrayAt(await readHdf5InThread(bytes), 'a/b/c')).toEqual({
      shape: [2],
      values: Float32Array.of(1, 2),
    });
    await expect(readHdf5InThread(broken)).rejects.toThrow('it is no HDF5 file, or was cut short');
  }
});

test('a thread that never answers or dies is ended, and the next file gets a new one', async () => {
  const ended: string[] = [];
  const answers: Array<() => Promise<Hdf5Answer>> = [
    () => new Promise(() => {}),
    () => Promise.reject(new Error('unreachable')),
    async () => ({ file: { attributes: new Map(), groups: new Map(), arrays: new Map() } }),
  ];
  const read = guardedHdf5(async () => ({ ask: answers.shift()!, end: () => ended.push('ended') }));
  await expect(read(new Uint8Array(1))).rejects.toThrow(
    'cannot be read within 5 seconds: it is broken; save the model',
  );
  await expect(read(new Uint8Array(1))).rejects.toThrow('breaks its reader; save the model again');
  expect(ended).toHaveLength(2);
  expect((await read(new Uint8Array(1))).groups.size).toBe(0);
});
