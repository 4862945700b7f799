import { expect, test } from 'vitest';
import { wordsOfField } from '../fields';
import { terms } from '../terms';
import { isNotion, nameOfTerm } from './glossary';
import { isSymbol } from './symbols';

test('every term of the studio has one name in the glossary', () => {
  const told = (id: string) =>
    [isNotion(id), isSymbol(id), nameOfTerm(id) !== undefined, wordsOfField(id) !== undefined].filter(Boolean).length;
  const ids = Object.keys(terms);
  expect(ids.filter((id) => told(id) === 0)).toEqual([]);
  expect(ids.filter((id) => nameOfTerm(id) !== undefined && told(id) > 1)).toEqual([]);
});
