import { expect, test } from 'vitest';
import { byHandOf } from './handArguments';
import { readArguments } from './pruneArguments';

test('channels are kept and removed by hand, layer by layer', () => {
  expect(byHandOf({ keep: ['conv3=1,5,conv4=2', 'conv3=0'], remove: ['conv3=7'] })).toEqual({
    conv3: { keep: [0, 1, 5], remove: [7] },
    conv4: { keep: [2], remove: [] },
  });
  expect(byHandOf({})).toEqual({});
});

test('they are part of the recipe', () => {
  const { recipe } = readArguments(['--out', 'x', '--keep', 'conv3=1,5', '--remove', 'conv3=7', '--keep', 'a/b=2']);
  expect(recipe.byHand).toEqual({ conv3: { keep: [1, 5], remove: [7] }, 'a/b': { keep: [2], remove: [] } });
});

test.each([
  [['--keep', '1,5'], '--keep 1 is not valid; write conv3=1,5,conv4=2'],
  [['--keep', 'conv3='], '--keep conv3= is not valid; write conv3=1,5,conv4=2'],
  [['--remove', 'conv3=1,x'], '--remove x is not valid; write conv3=1,5,conv4=2'],
  [['--remove', 'conv3=1.5'], '--remove conv3=1.5 is not valid'],
  [['--keep', 'conv3=4', '--remove', 'conv3=4'], '--remove conv3=4 is not valid; --keep has it too'],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => readArguments(['--out', 'x', ...args])).toThrow(sentence);
});
