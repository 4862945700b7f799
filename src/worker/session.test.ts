import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { datasetSource } from '../engine/data/prepare';
import type { Opened } from '../engine/io/opened';
import { LayerChain } from '../engine/network/build';
import type { NetworkNotes } from '../engine/network/network';
import { Random } from '../engine/random';
import { colourDataset } from '../engine/testing/fixtures';
import { Session, type SessionInfo, type Unmatched } from './session';

beforeAll(() => chooseBackend(['cpu']));

const dataset = colourDataset(3, 8, 30);

const opened = (name: string, units = 3, notes?: NetworkNotes): Opened => {
  const network = new LayerChain([8, 8, 3])
    .convBatchNormRelu(1, 4)
    .convBatchNormRelu(2, 4)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units })
    .build(name, new Random(1));
  return { network: notes ? { ...network, notes } : network, format: 'keras' };
};

const info = (answer: SessionInfo | Unmatched): SessionInfo => {
  if ('found' in answer) throw new Error(`asks for classes: ${answer.found}`);
  return answer;
};

async function begun(): Promise<Session> {
  const session = new Session();
  session.setImages(datasetSource(dataset));
  await session.openParts({ network: opened('first') });
  return session;
}

test('a network and images are described', async () => {
  const session = new Session();
  session.setImages(datasetSource(dataset));
  const { network, images } = info(await session.openParts({ network: opened('first') }));
  expect(network).toMatchObject({ name: 'first', format: 'keras', measuredOn: 30 });
  expect(network.layers.locked).toEqual([{ name: 'conv2', channels: 4 }]);
  expect(network.kept.map(({ group }) => group)).toEqual(['input', 'conv2', 'classes']);
  expect(images).toMatchObject({ name: 'colours', train: 30, test: 30, isLabelled: true, skipped: [] });
  expect(images.preview).toHaveLength(8);
  expect(images.scalings[0]!.name).toBe(images.scaling);
});

test('a new network frees the old one, and one that does not fit frees itself', async () => {
  const session = await begun();
  const before = tf.memory().numTensors;
  await session.openParts({ network: opened('second') });
  expect(tf.memory().numTensors).toBe(before);
  const sequence = { network: { ...opened('x').network, layers: [] }, format: 'keras' as const };
  await expect(session.openParts({ network: sequence })).rejects.toThrow();
  expect(tf.memory().numTensors).toBe(before);
  expect(session.network.name).toBe('second');
});

test('a network of other classes takes the images without their labels, and the next gets them back', async () => {
  const session = await begun();
  const other = info(await session.openParts({ network: opened('other', 7) }));
  expect(other.images).toMatchObject({ isLabelled: false, classes: ['0', '1', '2', '3', '4', '5', '6'] });
  expect(other.network.accuracy).toBe(1);
  expect(info(await session.openParts({ network: opened('third') })).images.isLabelled).toBe(true);
});

test('images of other names wait to be matched; leaving that frees a network that came with them', async () => {
  const session = await begun();
  const before = tf.memory().numTensors;
  const named = opened('named', 3, { classes: ['x', 'y', 'z'] });
  const asked = await session.openParts({ network: named, images: datasetSource(dataset) });
  expect(asked).toEqual({ found: ['class 0', 'class 1', 'class 2'], outputs: ['x', 'y', 'z'] });
  expect(session.network.name).toBe('first');
  session.forget();
  expect(tf.memory().numTensors).toBe(before);
  await expect(session.matchClasses([0, 1, 2])).rejects.toThrow('nothing waits');
  await session.openParts({
    network: opened('named', 3, { classes: ['x', 'y', 'z'] }),
    images: datasetSource(dataset),
  });
  const { images } = await session.matchClasses([2, 0, 1]);
  expect(images.classes).toEqual(['x', 'y', 'z']);
  expect(session.network.name).toBe('named');
});

test('another scaling changes what the network sees', async () => {
  const session = await begun();
  const { images } = await session.chooseScaling('0 to 255, as they are');
  expect(images.scaling).toBe('0 to 255, as they are');
  expect(session.dataset.scaling).toEqual({ kind: 'bytes' });
  await expect(session.chooseScaling('sideways')).rejects.toThrow('no scaling "sideways"');
});
