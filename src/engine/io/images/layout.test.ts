import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placesOf } from './layout';

const told = (paths: readonly string[]) =>
  placesOf(paths).map((place) => place && `${place.isTest ? 'test' : 'train'}:${place.className ?? '-'}`);

describe('folders around images tell class and part', () => {
  test.each<[string, string[], Array<string | undefined>]>([
    ['classes', ['set/cat/1.png', 'set/dog/1.png'], ['train:cat', 'train:dog']],
    ['no class, in one folder', ['holiday/1.png', 'holiday/2.png'], ['train:-', 'train:-']],
    [
      'parts above classes',
      ['train/cat/1.png', 'train/dog/1.png', 'test/cat/2.png'],
      ['train:cat', 'train:dog', 'test:cat'],
    ],
    [
      'parts below classes',
      ['cat/train/1.png', 'cat/val/2.png', 'dog/train/3.png'],
      ['train:cat', 'test:cat', 'train:dog'],
    ],
    [
      'a folder in every class, which tells nothing',
      ['train/cat/images/1.png', 'train/dog/images/1.png', 'val/images/1.png'],
      ['train:cat', 'train:dog', 'test:-'],
    ],
    [
      'classes called as parts are, beside other classes',
      ['valid/1.png', 'invalid/1.png', 'other/1.png'],
      ['train:valid', 'train:invalid', 'train:other'],
    ],
    [
      'a class called train, in parts',
      ['train/train/1.png', 'train/car/1.png', 'test/train/1.png', 'test/car/1.png'],
      ['train:train', 'train:car', 'test:train', 'test:car'],
    ],
    [
      'parts with more words in their names, and a third without classes',
      [
        'seg_train/seg_train/sea/1.jpg',
        'seg_train/seg_train/ice/1.jpg',
        'seg_test/seg_test/sea/1.jpg',
        'seg_pred/seg_pred/1.jpg',
      ],
      ['train:sea', 'train:ice', 'test:sea', 'train:-'],
    ],
    [
      'parts beside a copy of the whole set',
      [
        'x/x/train/sick/1.jpg',
        'x/x/test/sick/1.jpg',
        'x/x/train/well/1.jpg',
        'x/train/sick/1.jpg',
        'x/train/well/1.jpg',
        'x/test/well/1.jpg',
      ],
      ['train:sick', 'test:sick', 'train:well', 'train:sick', 'train:well', 'test:well'],
    ],
    [
      'what a folder of a class holds in further folders',
      ['cat/1.png', 'cat/more/2.png', 'dog/1.png', 'dog/more/2.png', 'dog/other/3.png'],
      ['train:cat', 'train:cat', 'train:dog', 'train:dog', 'train:dog'],
    ],
    [
      'hidden folders and what macOS adds',
      ['set/cat/1.png', 'set/cat/.ipynb_checkpoints/1.png', 'set/dog/1.png', 'set/__MACOSX/cat/._1.png'],
      ['train:cat', undefined, 'train:dog', undefined],
    ],
    ['hidden folders on the way to all of them', ['.cache/cat/1.png', '.cache/dog/1.png'], ['train:cat', 'train:dog']],
    [
      'archives, whose names are folders',
      ['Class 1-samples.zip/0.png', 'Class 2-samples.zip/0.png'],
      ['train:Class 1', 'train:Class 2'],
    ],
    [
      'archives for parts',
      ['train.zip/cat/0.png', 'train.zip/dog/0.png', 'test.zip/dog/0.png'],
      ['train:cat', 'train:dog', 'test:dog'],
    ],
    [
      'names in either form of Unicode',
      ['a/caf\u00e9/1.png', 'b/cafe\u0301/1.png', 'b/x/1.png'],
      ['train:caf\u00e9', 'train:caf\u00e9', 'train:x'],
    ],
  ])('%s', (_, paths, places) => {
    expect(told(paths)).toEqual(places);
  });

  test('but not folders without end', () => {
    const deep = (depth: number) => told([`${'a/'.repeat(depth)}cat/1.png`, `${'a/'.repeat(depth)}dog/1.png`]);
    expect(deep(99)).toEqual(['train:cat', 'train:dog']);
    expect(() => deep(30_000)).toThrow('1.png lies in 30001 folders, one in another');
  });
});

const word = fc.stringMatching(/^[a-z]{3,8}$/).map((name) => `c${name}`);

const layouts = fc.record({
  classes: fc
    .uniqueArray(
      fc.oneof(
        { weight: 4, arbitrary: word },
        { arbitrary: fc.constantFrom('train', 'val', 'test', 'constructor', '__proto__', '0', '10'), weight: 1 },
      ),
      {
        minLength: 2,
        maxLength: 6,
      },
    )
    .filter((names) => names.some((name) => name.startsWith('c'))),
  parts: fc.constantFrom<string[]>(
    [],
    ['train', 'test'],
    ['training', 'validation', 'test'],
    ['Train', 'Val'],
    ['seg_train', 'seg_test'],
  ),
  arePartsBelow: fc.boolean(),
  above: fc.constantFrom('', 'set/', 'home/.cache/set/', 'set.zip/'),
  inside: fc.constantFrom('', 'images/', 'a/b/'),
  litter: fc.boolean(),
  seed: fc.nat(),
});

test('whatever the levels are called and ordered, every image keeps its class and part', () => {
  fc.assert(
    fc.property(layouts, ({ classes, parts, arePartsBelow, above, inside, litter, seed }) => {
      const truth = new Map<string, string | undefined>();
      for (const [place, className] of classes.entries())
        for (const part of parts.length > 0 ? parts : [''])
          for (const image of [1, 2]) {
            const levels = arePartsBelow ? [className, part] : [part, className];
            const folder =
              above +
              levels
                .filter(Boolean)
                .map((level) => `${level}/`)
                .join('') +
              inside;
            const isTest = /^(seg_)?(test|val)/i.test(part);
            truth.set(`${folder}${image}.png`, `${isTest ? 'test' : 'train'}:${className}`);
            if (litter && place === 0) truth.set(`${folder}.ipynb_checkpoints/${image}.png`, undefined);
          }
      const paths = [...truth.keys()];
      const turned = seed % paths.length;
      const order = [...paths.slice(turned), ...paths.slice(0, turned)];
      expect(told(order)).toEqual(order.map((path) => truth.get(path)));
    }),
    { seed: 7, numRuns: 400 },
  );
});
