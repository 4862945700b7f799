import { expect, test } from 'vitest';
import { figureOf } from './figure';
import { rowWith } from './testing';

test('a filled and a hollow mark a method, a dot a seed, a name a method, the unpruned line, and names that cannot break out', () => {
  const rows = [
    rowWith({ network: '<a & b>' }),
    rowWith({ network: '<a & b>', seed: 2 }),
    rowWith({ network: '<a & b>', method: 'l1', flops: 3000, accuracy: 80, accuracyLow: 78, accuracyHigh: 82 }),
  ];
  const figure = figureOf(rows);
  expect(figure.match(/<path [^>]*fill="#fff"/g)).toHaveLength(2);
  expect(figure.match(/<circle /g)).toHaveLength(3);
  expect(figure).toContain('>DCP</text>');
  expect(figure).toContain('>Weight sum (L1)</text>');
  expect(figure).toContain('unpruned 90.0%');
  expect(figure).toContain('<title>&lt;a &amp; b>: accuracy against FLOPs of one image</title>');
  expect(figure).not.toMatch(/NaN|undefined/);
});
