import { expect, test } from 'vitest';
import { InputError } from '../errors';
import { isBackendLost, isMemoryEnd, OutOfMemory } from './lost';

/** What comlink makes of an error on its way out of a worker. */
const crossed = ({ name, message, stack }: Error): Error => Object.assign(new Error(message), { name, stack });

/** Traps as this machine words them. */
function trapped(code: readonly number[]): Error {
  const [magic, version] = [
    [0, 97, 115, 109],
    [1, 0, 0, 0],
  ];
  const sections = [
    ...[1, 4, 1, 96, 0, 0],
    ...[3, 2, 1, 0],
    ...[5, 3, 1, 0, 1],
    ...[7, 5, 1, 1, 102, 0, 0],
    ...[10, code.length + 4, 1, code.length + 2, 0, ...code, 11],
  ];
  const binary = Uint8Array.from([...magic!, ...version!, ...sections]);
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;
  try {
    if (typeof f === 'function') f();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it did not trap');
}

const unreachable = [0];
/** Loads the word at address -1 and drops it. */
const outOfBounds = [65, 127, 40, 2, 0, 26];

const lost = {
  'out of bounds': trapped(outOfBounds),
  unreachable: trapped(unreachable),
  abort: new WebAssembly.RuntimeError('Aborted(). Build with -sASSERTIONS for more info.'),
  'out of memory': new OutOfMemory('memory.tensor', { bytes: '8 MiB', taken: '4096 MiB' }),
  'a lost GPU': new Error('GPU connection lost: A valid external Instance reference no longer exists; device was lost'),
  'in other words': new Error(`conv.keras: ${trapped(unreachable).message}`),
};

test.each(Object.entries(lost))('%s: the backend is lost, here and across a thread', (_, error) => {
  expect(isBackendLost(error)).toBe(true);
  expect(isBackendLost(crossed(error))).toBe(true);
});

const ordinary = {
  'what someone brought': new InputError('model.no-layers').within('a.keras'),
  'a reader out of bounds': new RangeError('Offset is outside the bounds of the DataView'),
  'too many entries': new RangeError('Invalid typed array length: 8589934592'),
  'no error at all': 'cancelled',
  nothing: undefined,
};

test.each(Object.entries(ordinary))('%s: the backend is as it was', (_, error) => {
  expect(isBackendLost(error)).toBe(false);
});

const allocating = (): unknown => {
  try {
    return new Float32Array(2 ** 45);
  } catch (error) {
    return error;
  }
};

test('while tensors are computed a typed array that cannot be made is an end of memory', () => {
  expect(isMemoryEnd(allocating())).toBe(true);
  expect(isMemoryEnd(new InputError('model.no-layers'))).toBe(false);
});
