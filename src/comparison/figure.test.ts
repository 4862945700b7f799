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

test('the Pareto front runs through the networks that no smaller one is as accurate as', () => {
  const [small, wasteful, large] = [
    { flops: 1000, accuracy: 80 },
    { method: 'random', flops: 2000, accuracy: 79 },
    { method: 'l1', flops: 3000, accuracy: 85 },
  ];
  const figure = figureOf([small, wasteful, large].map((values) => rowWith(values)));
  const seeds = [...figure.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) => y);
  const [, front = ''] = /<path d="M([^"]*)" fill="none" stroke="#009e73"/.exec(figure) ?? [];
  expect(seeds).toHaveLength(3);
  expect(front.split('L').map((place) => place.split(' ')[1])).toEqual([seeds[0], seeds[2]]);
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
  expect(figureOf(rows, 'bytes').match(/<path [^>]*fill="#fff"/g)).toHaveLength(1);
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

/** Heights at which the picture writes texts. */
const heightsOf = (figure: string, text: RegExp): number[] =>
  [...figure.matchAll(/<text x="[\d.]+" y="([\d.]+)"[^>]*>([^<]*)</g)]
    .filter(([, , told = '']) => text.test(told))
    .map(([, y]) => Number(y));

test('arms of an ablation have their names beside them, none upon another, beside one unpruned line', () => {
  const variants = ['lambda 0', 'lambda 0.1', 'lambda <1'];
  const figure = figureOf(variants.map((variant, index) => rowWith({ variant, accuracy: 85 + index / 10 })));
  for (const name of ['lambda 0', 'lambda 0.1', 'lambda &lt;1']) expect(figure).toContain(`>${name}</text>`);
  const [highest = 0, middle = 0, lowest = 0] = heightsOf(figure, /^lambda/).toSorted((a, b) => a - b);
  expect(Math.min(middle - highest, lowest - middle)).toBeGreaterThanOrEqual(11);
  expect(figure.match(/stroke-dasharray="5 4"/g)).toHaveLength(1);
});

test('where each arm has an unpruned network of its own there is no line, and its name tells of it', () => {
  const arms = [
    rowWith({ variant: 'trained for 1 before', baselineAccuracy: 60, accuracy: 55, accuracyLow: 52 }),
    rowWith({ variant: 'trained for 30 before', baselineAccuracy: 88, seed: 1 }),
    rowWith({ variant: 'trained for 30 before', baselineAccuracy: 86, seed: 2 }),
  ];
  const figure = figureOf(arms);
  expect(figure).not.toContain('stroke-dasharray="5 4"');
  expect(figure).toContain('>trained for 1 before, unpruned 60.0%</text>');
  expect(figure).toContain('>trained for 30 before, unpruned 87.0%</text>');
});
