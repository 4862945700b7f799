import { describe, expect, test } from 'vitest';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { areEven, channelsWith, commonBlocks, firstOfEach } from './blocks';
import { type ChannelGroup, channelGroups } from './channelGraph';
import { keepClasses } from './keepClasses';
import { groupKeeps, multipleOf } from './keptCounts';
import { cut } from './surgery';

const pairs = [
  [0, 1],
  [2, 3],
  [4, 5],
  [6, 7],
];
const halves = [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
];
const all = [[0, 1, 2, 3, 4, 5, 6, 7]];

describe('the blocks of eight channels', () => {
  const common = (divisions: number[][][], sets: number[][] = all) =>
    commonBlocks(
      8,
      sets,
      divisions.map((blocks, index) => ({ layer: `g${index}`, blocks })),
    );

  test('are all channels where no layer divides them', () => {
    expect(common([])).toEqual({ blocks: all });
  });

  test('are the smaller ones of two divisions that lie in each other', () => {
    expect(common([halves, pairs])).toEqual({ blocks: pairs });
    expect(common([pairs, halves])).toEqual({ blocks: pairs });
  });

  test('may have every channel several times, all as often', () => {
    const twice = [
      [0, 0, 1, 1, 2, 2, 3, 3],
      [4, 4, 5, 5, 6, 6, 7, 7],
    ];
    expect(common([twice])).toEqual({ blocks: halves });
    const unlike = [
      [0, 0, 0, 1, 2, 3],
      [4, 4, 5, 5, 6, 7],
    ];
    expect(common([unlike]).locked).toEqual({ code: 'uneven-groups', layer: 'g0' });
  });

  test.each([
    [
      'two divisions across each other',
      [
        halves,
        [
          [0, 4, 1, 5],
          [2, 6, 3, 7],
        ],
      ],
      all,
    ],
    [
      'a division of some of them',
      [
        [
          [0, 1],
          [2, 3],
        ],
      ],
      all,
    ],
    [
      'a layer that makes no whole block',
      [halves],
      [
        [0, 1],
        [2, 3, 4, 5, 6, 7],
      ],
    ],
  ])('are none for %s', (_, divisions, sets) => {
    expect(common(divisions, sets)).toEqual({ blocks: all, locked: { code: 'uneven-groups', layer: 'g0' } });
  });

  test('are none of one channel each', () => {
    const each = all[0]!.map((channel) => [channel]);
    expect(common([each])).toEqual({ blocks: all, locked: { code: 'own-group', layer: 'g0' } });
  });
});

test('blocks are even, are filled and emptied in turn, and give the first of a ranking, by hand', () => {
  expect([areEven(halves, []), areEven(halves, [1, 6]), areEven(halves, [1, 2])]).toEqual([true, true, false]);
  expect([...channelsWith('fewest', pairs, [0, 2, 6])]).toEqual([4, 5]);
  expect([...channelsWith('most', pairs, [0, 2, 3, 6, 7])]).toEqual([2, 3, 6, 7]);
  expect(firstOfEach(halves, [7, 1, 0, 3, 2, 6, 5, 4], 4)).toEqual([1, 0, 7, 6]);
});

/** A stem, a 1x1 convolution, one in groups, another 1x1, and what comes of their sum. */
const bottleneck = (groups: number, last: Record<string, unknown> = {}) =>
  new NetworkBuilder([8, 8, 3])
    .append('stem', 'Conv2D', { filters: 12, kernel_size: [3, 3], padding: 'same' })
    .append('in', 'Conv2D', { filters: 24, kernel_size: [1, 1] })
    .append('grouped', 'Conv2D', { filters: 12, kernel_size: [3, 3], padding: 'same', groups })
    .append('out', 'Conv2D', { filters: 12, kernel_size: [1, 1] })
    .append('sum', 'Add', {}, ['stem', 'out'])
    .append('last', 'Conv2D', { filters: 12, kernel_size: [3, 3], ...last })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 4 })
    .build('bottleneck', new Random(1));

const groupsOf = (network: ReturnType<typeof bottleneck>): Record<string, ChannelGroup> =>
  Object.fromEntries(channelGroups(network).map((group) => [group.name, group]));

test('a convolution in groups divides what it reads and what it makes, and whatever these are joined with', () => {
  const groups = groupsOf(bottleneck(3, { groups: 2 }));
  expect(Object.values(groups).map(({ name, blocks }) => [name, blocks.map(({ length }) => length)])).toEqual([
    ['input', [3]],
    ['stem', [6, 6]],
    ['in', [8, 8, 8]],
    ['grouped', [4, 4, 4]],
    ['last', [6, 6]],
    ['classes', [4]],
  ]);
  expect(Object.values(groups).map(({ locked }) => locked?.code)).toEqual([
    'image',
    ...Array(4).fill(undefined),
    'classes',
  ]);
});

test('a group of each channel alone keeps it whole, on that side', () => {
  const groups = groupsOf(bottleneck(12));
  expect([groups.in!.locked, groups.grouped!.locked]).toEqual([undefined, { code: 'own-group', layer: 'grouped' }]);
});

test('widths are of equally many channels of every block, and multiples of what else is asked for', () => {
  const { in: reads, grouped: makes } = groupsOf(bottleneck(3));
  // Of 8 in a block 8 - floor(8 * 0.3) stay, of 4 in a block 4 - floor(4 * 0.3).
  expect([groupKeeps(reads!, 0.3), groupKeeps(makes!, 0.3), groupKeeps(makes!, 1)]).toEqual([18, 9, 3]);
  expect([multipleOf(reads!, 1), multipleOf(reads!, 4), multipleOf(reads!, 6)]).toEqual([3, 12, 6]);
  expect([groupKeeps(reads!, 0.5, 8), groupKeeps(reads!, 0.6, 8)]).toEqual([24, 24]);
  expect(groupKeeps(makes!, 0.5, 2)).toBe(6);
});

test('a cut that would leave one group wider than another is refused', () => {
  const network = bottleneck(3);
  expect(() => cut(network, new Map([['grouped', [0, 1, 2, 4]]]))).toThrow('equally wide');
});

test('classes that a convolution in groups makes cannot go one by one', () => {
  const network = new NetworkBuilder([8, 8, 4])
    .append('grouped', 'Conv2D', { filters: 6, kernel_size: [3, 3], groups: 2 })
    .append('gap', 'GlobalAveragePooling2D')
    .build('small', new Random(1));
  expect(() => keepClasses(network, [0, 1])).toThrow(expect.objectContaining({ code: 'classes.fixed' }));
});
