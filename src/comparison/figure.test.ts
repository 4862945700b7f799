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

test('agreement is not called accuracy', () => {
  const figure = figureOf([rowWith({ isAgreement: true })]);
  expect(figure).toContain('>Agreement with the unpruned network. The axis begins at ');
  expect(figure).not.toContain('Test accuracy');
});

test('networks in fewer bits stand among bytes by their names, and not among FLOPs', () => {
  const rows = [rowWith({}), rowWith({ compression: { id: 'twn', epochs: 2 }, bytes: 60, accuracy: 80 })];
  const name = 'Ternary weights (TWN), trained for 2 epochs';
  expect(figureOf(rows, 'bytes')).toContain(`>${name}</text>`);
  expect(figureOf(rows, 'flops')).not.toContain(name);
  expect(figureOf(rows, 'flops').match(/<circle /g)).toHaveLength(1);
});

test('it has a size of its own, a title that is seen, and room for the longest name of its legend', () => {
  const figure = figureOf([rowWith({ method: 'wm-plus' })]);
  const [, width = ''] = /<svg [^>]*width="(\d+)" height="\d+"/.exec(figure) ?? [];
  const [, x = ''] = /<text x="([\d.]+)"[^>]*>From scratch with losses \(WM\+\)</.exec(figure) ?? [];
  expect(Number(width) - Number(x)).toBeGreaterThanOrEqual(6 * 'From scratch with losses (WM+)'.length);
  expect(figure).toMatch(/<text [^>]*font-weight="600">small: accuracy against FLOPs of one image</);
  expect(figure).toContain('>Test accuracy. The axis begins at 83%.<');
  expect(figure).toContain('>Filled: fine-tuned. Hollow: right after the cut. ');
});
