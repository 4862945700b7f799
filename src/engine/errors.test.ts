import { expect, test } from 'vitest';
import { dataOf, failureOf, InputError, inputErrorOf, messageOf, naming } from './errors';

test('an error tells its problem and remedy in one line', () => {
  const error = new InputError('zip.method', { entry: 'a.txt', method: 9 });
  expect(error).toMatchObject({
    name: 'InputError',
    code: 'zip.method',
    params: { entry: 'a.txt', method: 9 },
    problem: 'a.txt is compressed by method 9',
    remedy: 'pack the zip again with ordinary compression (deflate)',
  });
  expect(error.message).toBe(`${error.problem}; ${error.remedy}`);
});

test('the places that it is said of stand in front, outermost first', async () => {
  const inner = new InputError('layer.output-size', { shape: '3,0' }).within({ layer: 'conv', className: 'Conv2D' });
  const error = await naming('a.keras', () => Promise.reject(inner.within({ layer: 'block' }))).catch((told) => told);
  expect(error).toBeInstanceOf(InputError);
  expect(messageOf(error)).toBe(
    'a.keras: layer "block": layer "conv" (Conv2D): its output would be [3,0]; rebuild that part of the model',
  );
});

test('as data it crosses to another thread and is the same there', () => {
  const error = new InputError('layer.order', { layer: 'a' }).within({ layer: 'b' }).within('c.h5');
  const crossed = inputErrorOf(structuredClone(dataOf(error)));
  expect(crossed).toBeInstanceOf(InputError);
  expect(crossed).toMatchObject({
    message: error.message,
    code: error.code,
    params: error.params,
    places: error.places,
  });
});

test('what went wrong is its data where it has a code, else its message', () => {
  const failure = { code: 'layer.order', params: { layer: 'a' }, places: ['c.h5'] };
  expect(failureOf(new InputError('layer.order', { layer: 'a' }).within('c.h5'))).toEqual(failure);
  expect(failureOf(new TypeError('no function'))).toBe('no function');
});

test('a parameter that looks like a place is left as it is', () => {
  expect(new InputError('json.broken', { message: '{{most}} $& $1' }).problem).toBe('it is not JSON ({{most}} $& $1)');
});

test('a missing or misspelt parameter does not compile', () => {
  // @ts-expect-error `method` is missing
  new InputError('zip.method', { entry: 'a' });
  // @ts-expect-error `methods` is misspelt
  new InputError('zip.method', { entry: 'a', methods: 9 });
  // @ts-expect-error all are missing
  const error = new InputError('zip.method');
  expect(error.problem).toBe('{{entry}} is compressed by method {{method}}');
});
