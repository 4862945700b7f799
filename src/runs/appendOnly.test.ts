import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppendOnly } from './appendOnly';

test('whichever list is appended to, every list keeps what it holds', () => {
  const steps = fc.array(fc.record({ from: fc.nat(), items: fc.array(fc.integer(), { maxLength: 3 }) }));
  fc.assert(
    fc.property(steps, (appended) => {
      const lists = [AppendOnly.empty<number>()];
      const expected: number[][] = [[]];
      for (const { from, items } of appended) {
        const at = from % lists.length;
        lists.push(lists[at]!.append(...items));
        expected.push([...expected[at]!, ...items]);
      }
      expect(lists.map((list) => [...list])).toEqual(expected);
      expect(lists.map((list) => [list.length, list.at(0), list.at(-1), list.at(list.length)])).toEqual(
        expected.map((items) => [items.length, items.at(0), items.at(-1), undefined]),
      );
    }),
  );
});
