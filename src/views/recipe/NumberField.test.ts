import { expect, test } from 'vitest';
import { commonFields } from '../../engine/recipe/common';
import { controlOf, count, number, share } from '../../engine/recipe/fields';
import { misfitOf, stepped } from './NumberField';

const table = {
  number: number({ least: 0.5, most: 4, step: 0.1, standard: 1, term: 'lambda' }),
  count: count({ least: 1, most: 8, step: 1, standard: 2, term: 'losses' }),
  share: share({ step: 0.05, standard: 0.5, term: 'rate' }),
};

const limitsOf = (kind: keyof typeof table) => {
  const control = controlOf(table[kind]);
  if (!control || control.kind === 'choice') throw new Error('not a number');
  return control;
};

const kinds = ['number', 'count', 'share'] as const;
const typed = ['-1', '0', '0.5', '0.95', '0.999', '1', '1.5', '4', '4.1', '8', '9', '1e400', 'one'];

test.each(kinds)('a %s is well where its schema takes it, and nowhere else', (kind) => {
  for (const text of typed) {
    const isTaken = table[kind].safeParse(Number(text)).success;
    expect([text, misfitOf('field', text, limitsOf(kind)) === undefined]).toEqual([text, isTaken]);
  }
});

test('a misfit tells the limits, which a share stays below', () => {
  expect(misfitOf('field', '5', limitsOf('number'))).toMatchObject({ code: 'out-of-range', least: 0.5, most: 4 });
  expect(misfitOf('field', '1', limitsOf('share'))).toMatchObject({ code: 'no-share', least: 0, most: 1 });
});

test('a seed is a whole number', () => {
  const control = controlOf(commonFields.seed);
  if (!control || control.kind === 'choice') throw new Error('not a number');
  expect(misfitOf('seed', '2.5', control)).toEqual({ code: 'part-number', field: 'seed' });
  expect(misfitOf('seed', '2', control)).toBeUndefined();
});

test.each(kinds)('arrow keys never step a %s to where it is no longer well', (kind) => {
  const control = limitsOf(kind);
  for (const steps of [1, -1]) {
    let value = control.standard ?? Number.NaN;
    for (let pressed = 0; pressed < 100; pressed++) {
      value = stepped(value, steps, control);
      expect(table[kind].parse(value)).toBe(value);
    }
  }
});
