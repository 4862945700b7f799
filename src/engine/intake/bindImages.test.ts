import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeBatch } from '../data/batches';
import { type Dataset, takeImages } from '../data/dataset';
import { InputError } from '../errors';
import type { ImageSource } from '../io/images/source';
import { type Network, replaceWeight } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { evaluate } from '../train/evaluate';
import { type Binding, bindImages } from './bindImages';
import { matchingsOf } from './matchClasses';
import { datasetSource, loadFor } from './sourceImages';
import { wantedBy } from './wanted';

beforeAll(() => chooseBackend(['cpu']));

const dataset = colourDataset(3, 8, 60);

/** Tells the colours apart by their means, of images scaled to 0..1 from 8 x 8 pixels; biases make it wrong for others. */
function colourNetwork(size = 8, more: (chain: NetworkBuilder) => void = () => {}): Network {
  const chain = new NetworkBuilder([size, size, 3]);
  more(chain);
  const network = chain
    .append('gap', 'GlobalAveragePooling2D')
    .append('threshold', 'Dense', { units: 3, activation: 'relu' })
    .append('classes', 'Dense', { units: 3, activation: 'softmax' })
    .build('colours', new Random(1));
  replaceWeight(network, 'threshold/kernel', tf.eye(3));
  replaceWeight(network, 'threshold/bias', tf.tensor1d([-0.4, -0.4, -0.4]));
  replaceWeight(network, 'classes/kernel', tf.mul(20, tf.eye(3)));
  return network;
}

const bind = async (network: Network, source = datasetSource(dataset), choices: Binding = {}) =>
  bindImages(network, await loadFor(network, source), choices);

test('the scaling that the network was trained for is found', async () => {
  const { dataset: bound, scalings } = await bind(colourNetwork());
  expect(bound.scaling).toEqual({ kind: 'unit' });
  expect(scalings[0]!.rating).toBeGreaterThan(0.9);
  expect(scalings.length).toBeGreaterThan(3);
});

test('a network that scales images itself gets bytes, one with notes what they say, a person what they choose', async () => {
  const own = await bind(colourNetwork(8, (chain) => chain.append('scale', 'Rescaling', { scale: 1 / 255 })));
  expect(own.dataset.scaling).toEqual({ kind: 'bytes' });
  expect(
    await evaluate(
      colourNetwork(8, (chain) => chain.append('scale', 'Rescaling', { scale: 1 / 255 })),
      own.dataset,
      own.dataset.test,
    ),
  ).toBeGreaterThan(0.9);
  const noted = await bind({ ...colourNetwork(), notes: { scaling: { kind: 'symmetric' } } });
  expect(noted.dataset.scaling).toEqual({ kind: 'symmetric' });
  const chosen = await bind(colourNetwork(), datasetSource(dataset), { scaling: { kind: 'bytes' } });
  expect(chosen.dataset.scaling).toEqual({ kind: 'bytes' });
});

test('nothing is chosen by the test images: others lead to the same choices, with or without labels', async () => {
  const misleading = {
    images: dataset.test.images.map((byte) => 255 - byte),
    labels: dataset.test.labels.map((label) => (label + 1) % 3),
  };
  const choicesFor = async (set: Dataset, classes: readonly string[] | undefined) => {
    const { classes: _, ...source } = datasetSource(set);
    const bound = await bind(colourNetwork(), classes ? { ...source, classes } : source);
    return { scalings: bound.scalings, matchings: bound.matchings, scaling: bound.dataset.scaling };
  };
  for (const classes of [dataset.classes, ['2', '10', '1'], undefined]) {
    const choices = await choicesFor(dataset, classes);
    expect(await choicesFor({ ...dataset, test: misleading }, classes)).toEqual(choices);
    expect(await choicesFor({ ...dataset, train: misleading }, classes)).not.toEqual(choices);
  }
});

test('images of another size are resized to the network’s', async () => {
  const network = colourNetwork(12);
  const { dataset: bound } = await bind(network);
  expect(makeBatch(bound, bound.test, [0, 1]).images.shape).toEqual([2, 12, 12, 3]);
  expect(await evaluate(network, bound, bound.test)).toBeGreaterThan(0.9);
});

test('images without labels get the network’s own predictions', async () => {
  const { classes: _, ...unlabelled } = datasetSource(dataset);
  const network = { ...colourNetwork(), notes: { scaling: { kind: 'unit' as const } } };
  const { dataset: bound, isLabelled } = await bind(network, unlabelled);
  expect(isLabelled).toBe(false);
  expect(bound.classes).toEqual(['0', '1', '2']);
  expect(await evaluate(network, bound, bound.test)).toBe(1);
});

const digits = Array.from({ length: 11 }, (_, digit) => String(digit));
const asText = [0, 1, 10, 2, 3, 4, 5, 6, 7, 8, 9];

test.each<[string, string[], string[] | undefined, number, Array<[string, number[]]>]>([
  ['by name, however it is spelt', ['big dog', 'cat'], ['Cat', 'Big_Dog', 'cow'], 3, [['names', [1, 0]]]],
  ['by name as it is, where spelling tells nothing', ['+', '-'], ['-', '+', '*'], 3, [['names', [1, 0]]]],
  ['not by a name that two outputs have', ['crane'], ['crane', 'cat', 'crane'], 3, []],
  ['as text, where the network has no names', ['a', 'b', 'c'], undefined, 3, [['text', [0, 1, 2]]]],
  [
    'as text or in order of the numbers in names',
    ['c 10', 'c 9'],
    undefined,
    2,
    [
      ['text', [0, 1]],
      ['order', [1, 0]],
    ],
  ],
  ['in the order of the images, where that is not text', ['b', 'a'], undefined, 2, [['order', [0, 1]]]],
  ['by number', ['0', '2'], undefined, 3, [['numbers', [0, 2]]]],
  [
    'by number or as text, where folders list 10 before 2',
    [...digits].sort(),
    undefined,
    11,
    [
      ['numbers', asText],
      ['text', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ],
  ],
  [
    'by number alone, where arrays list 2 before 10',
    digits,
    undefined,
    11,
    [['numbers', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]],
  ],
  [
    'by number or as text, where some are missing',
    ['10', '2'],
    undefined,
    11,
    [
      ['numbers', [10, 2]],
      ['text', [2, 3]],
    ],
  ],
  ['in order, where numbers begin at 1', ['1', '2', '3'], undefined, 3, [['order', [0, 1, 2]]]],
  ['by number, where the network has other names', ['0', '2'], ['x', 'y', 'z'], 3, [['numbers', [0, 2]]]],
  ['not at all, where names differ', ['a', 'b', 'c'], ['x', 'y', 'z'], 3, []],
  ['not at all, where some are missing', ['a', 'b'], undefined, 3, []],
  ['not by a number of no output', ['0', '7'], undefined, 3, []],
])('classes are matched %s', (_, found, classes, outputs, matchings) => {
  const asked = { shape: [8, 8, 3] as const, outputs, ...(classes ? { classes } : {}) };
  expect(matchingsOf(found, asked)).toEqual(matchings.map(([rule, outputOf]) => ({ rule, outputOf })));
});

test('classes that do not match are named, and a person can match them', async () => {
  const network = { ...colourNetwork(), notes: { classes: ['x', 'y', 'z'], scaling: { kind: 'unit' as const } } };
  await expect(bind(network)).rejects.toThrow("(class 0, class 1, class 2) do not match the network's (x, y, z)");
  const { dataset: bound, matchings } = await bind(network, datasetSource(dataset), { outputOf: [2, 1, 0] });
  expect(matchings).toEqual([{ rule: 'person', outputOf: [2, 1, 0], rating: 1 }]);
  expect(bound.classes).toEqual(['x', 'y', 'z']);
  expect(bound.test.labels[0]).toBe(2);
  expect(() => matchingsOf(['a', 'b', 'c', 'd'], { shape: [8, 8, 3], outputs: 3 })).toThrow(
    'the images are of 4 classes',
  );
});

test('an untrained network gives its first outputs to the classes, unless a person chose others or there are too few', async () => {
  const network = colourNetwork();
  const asked = { isUntrained: true };
  const two = { ...datasetSource(dataset), classes: ['q', 'r'] };
  expect((await bind(network, two, asked)).outputOf).toEqual([0, 1]);
  expect((await bind(network, two, { ...asked, outputOf: [2, 0] })).outputOf).toEqual([2, 0]);
  const four = { ...two, classes: ['q', 'r', 's', 't'] };
  await expect(bind(network, four, asked)).rejects.toThrow('the images are of 4 classes');
});

test('what a person chose is checked', async () => {
  for (const outputOf of [
    [0, 1],
    [0, 1, 3],
    [0, 1, -1],
    [0, 1, 0.5],
  ])
    await expect(bind(colourNetwork(), datasetSource(dataset), { outputOf })).rejects.toThrow(InputError);
});

/** Tells by the column that is bright, of images of one row. */
function columnNetwork(columns: number): Network {
  const network = new NetworkBuilder([1, columns, 1])
    .append('flat', 'Flatten')
    .append('classes', 'Dense', { units: columns, activation: 'softmax' })
    .build('columns', new Random(1));
  replaceWeight(network, 'classes/kernel', tf.mul(20, tf.eye(columns)));
  return network;
}

/** Images of one row, the column of each one's output bright; classes named by number and listed as text. */
function columnSource(columns: number, outputOf: (className: string, index: number) => number): ImageSource {
  const classes = Array.from({ length: columns }, (_, column) => String(column)).sort();
  const labels = Uint16Array.from({ length: 3 * columns }, (_, image) => image % columns);
  const images = new Uint8Array(labels.length * columns);
  for (const [image, label] of labels.entries()) images[image * columns + outputOf(classes[label]!, label)] = 255;
  const part = { images, labels };
  return datasetSource({
    name: 'columns',
    classes,
    shape: [1, columns, 1],
    scaling: { kind: 'unit' },
    train: part,
    test: part,
  });
}

test('folders called 0 to 10 are matched by number or as text, whichever the network does better on', async () => {
  const before = tf.memory().numTensors;
  const network = columnNetwork(11);
  const own = tf.memory().numTensors;
  const text = await bind(
    network,
    columnSource(11, (_, index) => index),
  );
  expect(text.matchings.map(({ rule }) => rule)).toEqual(['text', 'numbers']);
  expect(text.matchings[0]!.rating).toBe(1);
  expect(text.matchings[1]!.rating).toBeCloseTo(2 / 11, 6);
  expect(text.dataset.classes.slice(0, 4)).toEqual(['0', '1', '10', '2']);
  expect(await evaluate(network, text.dataset, text.dataset.test)).toBe(1);
  const numbers = await bind(
    network,
    columnSource(11, (name) => Number(name)),
  );
  expect(numbers.matchings[0]).toMatchObject({ rule: 'numbers', rating: 1 });
  expect(numbers.dataset.classes.slice(0, 4)).toEqual(['0', '1', '2', '3']);
  expect(await evaluate(network, numbers.dataset, numbers.dataset.test)).toBe(1);
  expect(tf.memory().numTensors).toBe(own);
  expect(own).toBeGreaterThan(before);
});

test('training images decide, not test images; a scaling that is told still leaves the matching to be found', async () => {
  const source = columnSource(11, (_, index) => index);
  const { train, ...loaded } = await source.load([1, 11, 1]);
  const other: ImageSource = {
    ...source,
    load: async () => ({ ...loaded, train, test: (await columnSource(11, Number).load([1, 11, 1])).test }),
  };
  const network = { ...columnNetwork(11), notes: { scaling: { kind: 'unit' as const } } };
  const { matchings, scalings } = await bind(network, other);
  expect(matchings[0]).toMatchObject({ rule: 'text', rating: 1 });
  expect(scalings).toEqual([{ id: 'unit', scaling: { kind: 'unit' }, rating: 1 }]);
});

test('a network whose outputs are no numbers is rated as knowing nothing', async () => {
  const network = columnNetwork(11);
  replaceWeight(network, 'classes/kernel', tf.fill([11, 11], Number.NaN));
  const { matchings, scalings } = await bind(network, columnSource(11, Number));
  expect([...matchings, ...scalings].every(({ rating }) => rating >= 0 && rating <= 1)).toBe(true);
  const { classes: _, ...unlabelled } = columnSource(11, Number);
  expect((await bind(network, unlabelled)).scalings.map(({ rating }) => rating)).toEqual([0, 0, 0, 0]);
});

test('a class without images, and fewer images than a batch, are no hindrance', async () => {
  const few: Dataset = { ...dataset, train: takeImages(dataset.train, [0, 2]), test: takeImages(dataset.test, [2]) };
  const { dataset: bound, outputOf } = await bind(colourNetwork(), datasetSource(few));
  expect(outputOf).toEqual([0, 1, 2]);
  expect([...bound.train.labels]).toEqual([0, 2]);
  const { classes: _, ...unlabelled } = datasetSource(few);
  expect((await bind(colourNetwork(), unlabelled)).dataset.train.labels).toHaveLength(2);
});

test('more outputs than labels can count are refused at once', () => {
  const network = new NetworkBuilder([8, 8, 3])
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 40_000 })
    .build('wide', new Random(1));
  expect(() => wantedBy(network)).toThrow('"wide" tells 40000 classes apart; open a network of at most 32768 classes');
});

test('32,768 classes are matched and bound in a moment', async () => {
  const classes = Array.from({ length: 32_768 }, (_, index) => `class ${index}`);
  const start = performance.now();
  expect(matchingsOf(classes, { shape: [8, 8, 3], outputs: classes.length, classes: classes.toReversed() })).toEqual([
    { rule: 'names', outputOf: classes.map((_, index) => 32_767 - index) },
  ]);
  expect(matchingsOf(classes, { shape: [8, 8, 3], outputs: classes.length })[0]!.rule).toBe('order');
  expect(performance.now() - start).toBeLessThan(5000);
});
