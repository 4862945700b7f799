import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeScores, encodeScores, scoreCount } from './scores';

test('scores come back as the nearest 32-bit numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), (scores) => {
      const text = encodeScores(scores);
      expect(decodeScores(text)).toEqual(Float32Array.from(scores));
      expect(scoreCount(text)).toBe(scores.length);
    }),
  );
});

test('the bytes are little-endian, as other tools read them', () => {
  expect(encodeScores([1, -2])).toBe(Buffer.from(Float32Array.of(1, -2).buffer).toString('base64'));
  expect(Number.isInteger(scoreCount(btoa('abc')))).toBe(false);
});
