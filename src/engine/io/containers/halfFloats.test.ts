import { expect, test } from 'vitest';
import { fromBfloat16, fromFloat16 } from './halfFloats';

const bytesOf = (...bits: number[]) => new Uint8Array(Uint16Array.from(bits).buffer);

test('16-bit floats: one, the smallest, the largest, minus a third, infinity, no number', () => {
  const values = fromFloat16(bytesOf(0x3c00, 0x0001, 0x7bff, 0xb555, 0xfc00, 0x7e00));
  expect([...values]).toEqual([1, 2 ** -24, 65504, Math.fround(-0.333251953125), -Infinity, Number.NaN]);
});

test('bfloat16: the upper halves of 32-bit floats', () => {
  const values = fromBfloat16(bytesOf(0x3f80, 0xc040, 0x3eab, 0x0000));
  expect([...values]).toEqual([1, -3, 0.333984375, 0]);
});
