import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { LayerChain } from '../network/build';
import { type Network, replaceWeight } from '../network/network';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { evaluate } from '../train/evaluate';
import { makeBatch } from './batches';
import { matchClasses } from './bind';
import { datasetSource, loadFor, prepareImages } from './prepare';

beforeAll(() => chooseBackend(['cpu']));

const dataset = colourDataset(3, 8, 60);

/** Tells the colours apart by their means, of images scaled to 0..1 from 8 x 8 pixels; biases make it wrong for others. */
function colourNetwork(size = 8, more: (chain: LayerChain) => void = () => {}): Network {
  const chain = new LayerChain([size, size, 3]);
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

const prepare = async (network: Network, source = datasetSource(dataset), choices = {}) =>
  prepareImages(network, source, await loadFor(network, source), choices);

test('the scaling that the network was trained for is found', async () => {
  const { dataset: bound, scalings } = await prepare(colourNetwork());
  expect(bound.scaling).toEqual({ kind: 'unit' });
  expect(scalings[0]!.rating).toBeGreaterThan(0.9);
  expect(scalings.length).toBeGreaterThan(3);
});

test('a network that scales images itself gets bytes, one with notes what they say, a person what they choose', async () => {
  const own = await prepare(colourNetwork(8, (chain) => chain.append('scale', 'Rescaling', { scale: 1 / 255 })));
  expect(own.dataset.scaling).toEqual({ kind: 'bytes' });
  expect(
    await evaluate(
      colourNetwork(8, (chain) => chain.append('scale', 'Rescaling', { scale: 1 / 255 })),
      own.dataset,
      own.dataset.test,
    ),
  ).toBeGreaterThan(0.9);
  const noted = await prepare({ ...colourNetwork(), notes: { scaling: { kind: 'symmetric' } } });
  expect(noted.dataset.scaling).toEqual({ kind: 'symmetric' });
  const chosen = await prepare(colourNetwork(), datasetSource(dataset), { scaling: { kind: 'bytes' } });
  expect(chosen.dataset.scaling).toEqual({ kind: 'bytes' });
});

test('images of another size are resized to the network’s', async () => {
  const network = colourNetwork(12);
  const { dataset: bound } = await prepare(network);
  expect(makeBatch(bound, bound.test, [0, 1]).images.shape).toEqual([2, 12, 12, 3]);
  expect(await evaluate(network, bound, bound.test)).toBeGreaterThan(0.9);
});

test('images without labels get the network’s own predictions', async () => {
  const { classes: _, ...unlabelled } = datasetSource(dataset);
  const network = { ...colourNetwork(), notes: { scaling: { kind: 'unit' as const } } };
  const { dataset: bound, isLabelled } = await prepare(network, unlabelled);
  expect(isLabelled).toBe(false);
  expect(bound.classes).toEqual(['0', '1', '2']);
  expect(await evaluate(network, bound, bound.test)).toBe(1);
});

const wanted = { shape: [8, 8, 3] as const, outputs: 3 };

test.each([
  ['by name, however it is spelt', ['big dog', 'cat'], ['Cat', 'Big_Dog', 'cow'], [1, 0]],
  ['in order, where the network has no names', ['a', 'b', 'c'], undefined, [0, 1, 2]],
  ['by number', ['0', '2'], undefined, [0, 2]],
  ['not at all, where names differ', ['a', 'b', 'c'], ['x', 'y', 'z'], undefined],
  ['not at all, where some are missing', ['a', 'b'], undefined, undefined],
])('classes are matched %s', (_, found, classes, places) => {
  expect(matchClasses(found, classes ? { ...wanted, classes } : wanted)).toEqual(places);
});

test('classes that do not match are named, and a person can match them', async () => {
  const network = { ...colourNetwork(), notes: { classes: ['x', 'y', 'z'], scaling: { kind: 'unit' as const } } };
  await expect(prepare(network)).rejects.toThrow("(class 0, class 1, class 2) do not match the network's (x, y, z)");
  const { dataset: bound } = await prepare(network, datasetSource(dataset), { places: [2, 1, 0] });
  expect(bound.classes).toEqual(['x', 'y', 'z']);
  expect(bound.test.labels[0]).toBe(2);
  expect(() => matchClasses(['a', 'b', 'c', 'd'], wanted)).toThrow('the images are of 4 classes');
});
