import { expect, test } from 'vitest';
import { paragraphsOf } from './prose';

test('a text has paragraphs of words, symbols and words of the glossary', () => {
  expect(paragraphsOf('The set $A$ of [channels|channel].\n\n[Greed|greedy] it is')).toEqual([
    [
      { kind: 'text', text: 'The set ' },
      { kind: 'symbol', id: 'A', mark: '' },
      { kind: 'text', text: ' of ' },
      { kind: 'notion', id: 'channel', text: 'channels', mark: '.' },
    ],
    [
      { kind: 'notion', id: 'greedy', text: 'Greed', mark: '' },
      { kind: 'text', text: ' it is' },
    ],
  ]);
});

test('a mark after a symbol stays with it', () => {
  expect(paragraphsOf('当 $lambda$ 。再看 $G$，$A$')).toEqual([
    [
      { kind: 'text', text: '当 ' },
      { kind: 'symbol', id: 'lambda', mark: '' },
      { kind: 'text', text: ' 。再看 ' },
      { kind: 'symbol', id: 'G', mark: '，' },
      { kind: 'symbol', id: 'A', mark: '' },
    ],
  ]);
});
