import { describe, expect, test } from 'vitest';
import { classChanges, worstClass } from './classChanges';
import { confusion } from './confusion';
import { disagreement, flips, surestFlips } from './flips';

/** Seven images of three classes, of which the last has none, by hand. */
const labels = Uint16Array.of(0, 0, 0, 0, 1, 1, 1);
const baseline = { classes: Uint16Array.of(0, 0, 0, 1, 1, 0, 2), shares: new Float32Array(7).fill(0.5) };
const pruned = {
  classes: Uint16Array.of(0, 1, 2, 1, 1, 1, 0),
  shares: Float32Array.of(0.9, 0.4, 0.8, 0.7, 0.6, 0.5, 0.3),
};
const answers = { classes: ['a', 'b', 'c'], labels, baseline, pruned };

describe('changes of classes', () => {
  const changes = classChanges(answers);

  test('count the images of each class, the one that lost most first', () => {
    expect(changes.map(({ label, images }) => [label, images])).toEqual([
      [0, 4],
      [1, 3],
    ]);
    expect(changes[0]).toMatchObject({ baseline: 3 / 4, pruned: 1 / 4, gap: 2 / 4, baselineOnly: 2, prunedOnly: 0 });
    expect(changes[1]).toMatchObject({ baseline: 1 / 3, pruned: 2 / 3, gap: -1 / 3, baselineOnly: 0, prunedOnly: 1 });
  });

  test('have paired intervals: of 4 images 2 lost, 3 / 6 - 1 / 6 and sqrt((4 / 6 - (1 / 3)^2) / 6)', () => {
    const half = 1.959964 * Math.sqrt((4 / 6 - 1 / 9) / 6);
    expect(changes[0]!.low).toBeCloseTo(1 / 3 - half, 10);
    expect(changes[0]!.high).toBeCloseTo(1 / 3 + half, 10);
  });

  test('the worst is told with the chance that one of them looks so: twice 2 (1/2)^2, at most 1', () => {
    expect(worstClass(changes)).toMatchObject({ change: { label: 0 }, chance: 1 });
    const many = { ...changes[0]!, baselineOnly: 8, prunedOnly: 0 };
    expect(worstClass([many, changes[1]!])!.chance).toBeCloseTo(2 * 2 * 0.5 ** 8, 12);
    expect(worstClass([changes[1]!])).toBeUndefined();
  });
});

test('a confusion matrix counts labels in rows and answers in columns', () => {
  expect(confusion(labels, baseline, 3)).toEqual([
    [3, 1, 0],
    [1, 1, 1],
    [0, 0, 0],
  ]);
  expect(confusion(labels, pruned, 3)).toEqual([
    [1, 2, 1],
    [1, 2, 0],
    [0, 0, 0],
  ]);
});

test('images whose answer flipped are broken, mended or moved', () => {
  expect(flips(answers)).toEqual([
    { image: 1, kind: 'broken' },
    { image: 2, kind: 'broken' },
    { image: 5, kind: 'mended' },
    { image: 6, kind: 'moved' },
  ]);
  expect(disagreement(answers)).toMatchObject({
    ...{ images: 7, differing: 4, broken: 2, mended: 1, moved: 1 },
    share: 4 / 7,
  });
  expect(surestFlips(answers, 1)).toEqual([
    { image: 2, kind: 'broken' },
    { image: 5, kind: 'mended' },
    { image: 6, kind: 'moved' },
  ]);
});
