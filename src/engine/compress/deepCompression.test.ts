import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../random';
import { normals } from '../testing/numbers';
import { codeKernel } from './deepCompression';
import { huffmanBits, huffmanLengths } from './huffman';
import { keptByMagnitude } from './magnitude';
import { relativeIndices } from './relativeIndex';
import { sharedWeights } from './sharedWeights';

test('the smallest weights go, of equal ones the last', () => {
  expect([...keptByMagnitude(Float32Array.of(0.1, -3, 2, -0.5, 2, -2), 0.5)]).toEqual([0, 1, 1, 0, 1, 0]);
  expect([...keptByMagnitude(Float32Array.of(1, 2), 0)]).toEqual([1, 1]);
  expect([...keptByMagnitude(Float32Array.of(0, 2, 0, -1), 0.25)]).toEqual([0, 1, 0, 1]);
});

test('places by distances: a filler stands for the zero after three of them', () => {
  const kept = Uint8Array.of(0, 1, 1, 0, 0, 0, 0, 0, 1, 0);
  expect(relativeIndices(kept, 4)).toEqual([
    { gap: 1, place: 1 },
    { gap: 0, place: 2 },
    { gap: 3 },
    { gap: 1, place: 8 },
  ]);
});

test('two clusters of 0, 1, 9 and 11 have the means 0.5 and 10', () => {
  const { centroids, codes } = sharedWeights(Float32Array.of(9, 0, 11, 1), 2);
  expect([[...centroids], [...codes]]).toEqual([
    [0.5, 10],
    [1, 0, 1, 0],
  ]);
});

test('every weight has the nearest centroid, and every centroid is the mean of its weights', () => {
  const values = normals(new Random(5), 500);
  const { centroids, codes } = sharedWeights(values, 8);
  for (const [index, value] of values.entries()) {
    const distances = Array.from(centroids, (centroid) => Math.abs(value - centroid));
    expect(distances[codes[index]!]).toBeCloseTo(Math.min(...distances), 6);
  }
  for (const [code, centroid] of centroids.entries()) {
    const members = values.filter((_, index) => codes[index] === code);
    expect(centroid).toBeCloseTo(members.reduce((sum, value) => sum + value, 0) / members.length, 5);
  }
});

test("Huffman's textbook lengths, of one symbol and of none", () => {
  expect(huffmanLengths([45, 13, 12, 16, 9, 5])).toEqual([1, 3, 3, 3, 4, 4]);
  expect(huffmanLengths([0, 7, 0])).toEqual([0, 1, 0]);
  expect(huffmanLengths([0, 0])).toEqual([0, 0]);
  expect(huffmanBits([0, 0, 1], 2)).toBe(3 + 16);
});

const bitsOf = (counts: readonly number[], lengths: readonly number[]) =>
  counts.reduce((sum, count, symbol) => sum + count * lengths[symbol]!, 0);

test("lengths meet Kraft's equality, and lie within a bit a symbol of the entropy", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 40 }), (counts) => {
      const lengths = huffmanLengths(counts);
      expect(lengths.reduce((sum, length) => sum + 2 ** -length, 0)).toBe(1);
      const total = counts.reduce((sum, count) => sum + count, 0);
      const entropy = counts.reduce((sum, count) => sum - count * Math.log2(count / total), 0);
      expect(bitsOf(counts, lengths)).toBeGreaterThanOrEqual(entropy - 1e-6);
      expect(bitsOf(counts, lengths)).toBeLessThan(entropy + total);
    }),
    { numRuns: 100, seed: 3 },
  );
});

test('no lengths of up to five symbols that a prefix code can have take fewer bits', () => {
  const choices = (symbols: number): number[][] =>
    symbols === 0 ? [[]] : choices(symbols - 1).flatMap((some) => [1, 2, 3, 4].map((length) => [...some, length]));
  const codes = [2, 3, 4, 5].map((symbols) =>
    choices(symbols).filter((lengths) => lengths.reduce((sum, length) => sum + 2 ** -length, 0) <= 1),
  );
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 5 }), (counts) => {
      const all = codes[counts.length - 2]!.map((lengths) => bitsOf(counts, lengths));
      expect(bitsOf(counts, huffmanLengths(counts))).toBe(Math.min(...all));
    }),
    { numRuns: 30, seed: 4 },
  );
});

test('a kernel keeps seven tenths of its weights, of 32 values, in less than a fifth of its bytes', () => {
  const values = normals(new Random(6), 5000);
  const { values: coded, bytes } = codeKernel(values);
  expect(coded.filter((value) => value !== 0).length).toBe(3500);
  expect(new Set(coded).size).toBeLessThanOrEqual(33);
  expect(bytes).toBeLessThan(4 * 1000);
});

test('of 1000 weights, every other zero, the rest 1 or -1: a bit each, a bit for each distance, and the tables', () => {
  const values = Float32Array.from({ length: 1000 }, (_, at) => [0, 1, 0, -1][at % 4]!);
  const { values: coded, bytes } = codeKernel(values);
  expect(coded).toEqual(values);
  // Lengths of 33 and of 32 code words, 32 values of 32 bits.
  expect(bytes).toBe((500 + 500) / 8 + 33 + 32 + 4 * 32);
});

test('a kernel of zeros alone takes the tables, and a code for each 32 of them', () => {
  const { values: coded, bytes } = codeKernel(new Float32Array(640));
  expect(coded).toEqual(new Float32Array(640));
  expect(bytes).toBe((20 + 20) / 8 + 1 + 32);
});

test('a kernel of a few weights takes no more than in 32 bits', () => {
  const values = normals(new Random(6), 9);
  expect(codeKernel(values)).toEqual({ values, bytes: 36 });
});
