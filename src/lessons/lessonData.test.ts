import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lessonDataSchemas } from './lessonData';
import { comparedMethods } from './methods';
import { fallsOf, widthAt } from './stopping';

const read = (name: string): unknown => JSON.parse(readFileSync(`public/lessons/${name}.json`, 'utf8'));

test('Eq 10 by hand: falls of a half, a quarter and an eighth of the first loss', () => {
  expect(fallsOf([8, 4, 2, 1])).toEqual([0.5, 0.25, 0.125]);
  expect([0.6, 0.5, 0.3, 0.25, 0.2, 0].map((epsilon) => widthAt([8, 4, 2, 1], epsilon))).toEqual([1, 1, 2, 2, 3, 3]);
});

test('what lesson 7 says of images is so: each network errs on some alone, and says another class of those that are shown', () => {
  const { methods, images, classes } = lessonDataSchemas.mistakes.parse(read('mistakes'));
  expect(methods.map(({ method }) => method)).toEqual([...comparedMethods]);
  for (const { right, alone, shown } of methods) {
    expect(alone).toBeGreaterThan(0);
    expect(right + alone).toBeLessThanOrEqual(images);
    expect(shown).toHaveLength(Math.min(4, alone));
    for (const { image, label, answer } of shown) {
      expect(answer).not.toBe(label);
      expect(atob(image)).toHaveLength(32 * 32 * 3);
      expect(Math.max(label, answer)).toBeLessThan(classes.length);
    }
  }
});

test('what lessons 2, 3 and 5 say of their numbers is so', () => {
  const harbour = lessonDataSchemas.harbour.parse(read('harbour'));
  const at = (lambda: number) => harbour.find((selection) => selection.lambda === lambda)!;
  expect(at(0).losses.discrimination).toBeCloseTo(Math.log(2), 5);
  expect(at(0).losses.reconstruction).toBeLessThan(at(1).losses.reconstruction);
  expect(at(1).losses.discrimination).toBeLessThan(0.01);
  const losses = lessonDataSchemas.losses.parse(read('losses'));
  const [early, late] = ['conv3', 'conv6'].map((head) => losses.filter((selection) => selection.head === head));
  for (const [place, { losses: deep }] of late!.entries())
    expect(deep.discrimination).toBeLessThan(early![place]!.losses.discrimination);
  for (const of of [early!, late!]) {
    const order = of.toSorted((a, b) => a.lambda - b.lambda);
    expect(order.at(-1)!.losses.discrimination).toBeLessThan(order[0]!.losses.discrimination);
    expect(order.at(-1)!.losses.reconstruction).toBeGreaterThan(order[0]!.losses.reconstruction);
  }
  expect(early![0]!.steps[0]!.losses.discrimination).toBeGreaterThan(Math.log(10));
  const curve = lessonDataSchemas.curve.parse(read('curve'));
  expect(curve.order).toHaveLength(16);
  const joints = curve.steps.map(({ losses: { joint } }) => joint);
  expect(joints).toEqual(joints.toSorted((a, b) => b - a));
  const [first] = fallsOf(joints);
  expect(first).toBeGreaterThan(0.45);
  expect(first).toBeLessThan(0.5);
});
