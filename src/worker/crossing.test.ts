import { expose, type Remote, wrap } from 'comlink';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OutOfMemory } from '../engine/backend/lost';
import { Cancelled } from '../engine/checkpoint';
import { InputError } from '../engine/errors';
import { carryErrors } from './crossing';

const { port1, port2 } = new MessageChannel();
let fail: Remote<(what: keyof typeof failures) => void>;

const failures = {
  input: new InputError('zip.method', { entry: 'a', method: 9 }).within('b.zip'),
  layer: new InputError('layer.fed').within({ layer: 'x', className: 'InputLayer' }),
  memory: new OutOfMemory('memory.tensor', { bytes: '8 MiB', taken: '4096 MiB' }),
  cancelled: new Cancelled(),
};

beforeAll(() => {
  carryErrors();
  expose((what: keyof typeof failures) => {
    throw failures[what];
  }, port1);
  fail = wrap(port2);
});

afterAll(() => {
  port1.close();
  port2.close();
});

test.each(['input', 'layer', 'memory', 'cancelled'] as const)('an error keeps its class and data: %s', async (what) => {
  const thrown = failures[what];
  const error = await fail(what).catch((caught) => caught);
  expect(error).toBeInstanceOf(thrown.constructor);
  expect(error).not.toBe(thrown);
  const { name, message, code, params, places, problem, remedy, stack } = thrown;
  expect(error).toMatchObject({ name, message, code, params, places, problem, remedy, stack });
});

test('errors without a code cross as they did', async () => {
  const channel = new MessageChannel();
  expose(() => Promise.reject(new RangeError('too long')), channel.port1);
  const call = wrap<() => Promise<void>>(channel.port2);
  await expect(call()).rejects.toMatchObject({ name: 'RangeError', message: 'too long' });
  channel.port1.close();
  channel.port2.close();
});
