import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBfloat16, fromFloat16, toFloat16 } from './halfFloats';

const bytesOf = (...bits: number[]) => new Uint8Array(Uint16Array.from(bits).buffer);

test('16-bit floats: one, the smallest, the largest, minus a third, infinity, no number', () => {
  const values = fromFloat16(bytesOf(0x3c00, 0x0001, 0x7bff, 0xb555, 0xfc00, 0x7e00));
  expect([...values]).toEqual([1, 2 ** -24, 65504, Math.fround(-0.333251953125), -Infinity, Number.NaN]);
});

test('bfloat16: the upper halves of 32-bit floats', () => {
  const values = fromBfloat16(bytesOf(0x3f80, 0xc040, 0x3eab, 0x0000));
  expect([...values]).toEqual([1, -3, 0.333984375, 0]);
});

test('numbers become the nearest of all 16-bit floats, of two as near the even one', () => {
  const halves = fromFloat16(new Uint8Array(Uint16Array.from({ length: 0x7c00 }, (_, bits) => bits).buffer));
  const nearest = (value: number): number => {
    let best = 0;
    for (const [bits, half] of halves.entries()) {
      const [distance, least] = [half, halves[best]!].map((each) => Math.abs(each - Math.abs(value))) as [
        number,
        number,
      ];
      if (distance < least || (distance === least && bits % 2 === 0)) best = bits;
    }
    return (value < 0 || Object.is(value, -0) ? 0x8000 : 0) | best;
  };
  const float = fc.float({ noNaN: true, min: -65504, max: 65504 });
  const between = fc.nat(0x7bfe).map((bits) => (halves[bits]! + halves[bits + 1]!) / 2);
  const small = fc.float({ noNaN: true, min: Math.fround(-1e-4), max: Math.fround(1e-4) });
  fc.assert(
    fc.property(fc.oneof(float, between, small), (value) => {
      expect(toFloat16(Float32Array.of(value))[0]).toBe(nearest(Math.fround(value)));
    }),
    { numRuns: 300, seed: 5 },
  );
});
