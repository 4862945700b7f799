import { expect, test } from 'vitest';
import { classesName, prunedName } from './names';

test('what is pruned, and pruned again, has a name of its own each time', () => {
  expect(prunedName('vgg')).toBe('vgg-pruned');
  expect(prunedName('vgg-pruned')).toBe('vgg-pruned-2');
  expect(prunedName('vgg-pruned-2')).toBe('vgg-pruned-3');
});

test('fewer classes make another name, still fewer the same but for the number', () => {
  expect(classesName('vgg', 3)).toBe('vgg-3-classes');
  expect(classesName('vgg-3-classes', 2)).toBe('vgg-2-classes');
});
