import { expect, test } from 'vitest';
import { onlyWrong } from './mistakes';

test('by hand: of three networks, the images that one alone gets wrong', () => {
  const labels = [0, 1, 2, 0, 1];
  const answers = [
    [0, 1, 1, 1, 1],
    [0, 2, 2, 1, 1],
    [0, 0, 2, 0, 1],
  ];
  expect(onlyWrong(answers, labels, 0)).toEqual([2]);
  expect(onlyWrong(answers, labels, 1)).toEqual([]);
  expect(onlyWrong([...answers.slice(0, 2), labels], labels, 1)).toEqual([1]);
});
