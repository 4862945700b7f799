import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { proceed } from '../engine/checkpoint';
import { imagesLabelled } from '../engine/intake/predictedLabels';
import { datasetSource } from '../engine/intake/sourceImages';
import type { OpenedNetwork } from '../engine/io/formats/format';
import type { NetworkNotes } from '../engine/network/network';
import { NetworkBuilder } from '../engine/network/networkBuilder';
import { Random } from '../engine/random';
import { colourDataset } from '../engine/testing/fixtures';
import { Opening } from './opening';
import { type Unmatched, Workbench, type WorkbenchInfo } from './workbench';

vi.mock('../engine/intake/predictedLabels', { spy: true });

beforeAll(() => chooseBackend(['cpu']));

const dataset = colourDataset(3, 8, 30);

const opened = (name: string, units = 3, notes?: NetworkNotes): OpenedNetwork => {
  const network = new NetworkBuilder([8, 8, 3])
    .convBatchNormRelu(1, 4)
    .convBatchNormRelu(2, 4)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units })
    .build(name, new Random(1));
  return { network: notes ? { ...network, notes } : network, format: 'keras' };
};

const info = (answer: WorkbenchInfo | Unmatched): WorkbenchInfo => {
  if ('found' in answer) throw new Error(`asks for classes: ${answer.found}`);
  return answer;
};

const question = (answer: WorkbenchInfo | Unmatched): Unmatched => {
  if ('found' in answer) return answer;
  throw new Error('asks for no classes');
};

async function begun(): Promise<Workbench> {
  const workbench = new Workbench();
  await workbench.openParts({ network: opened('first'), images: datasetSource(dataset) }, new Opening());
  return workbench;
}

test('a network and images are described', async () => {
  const workbench = new Workbench();
  const answer = await workbench.openParts({ network: opened('first'), images: datasetSource(dataset) }, new Opening());
  const { network, images, brought } = info(answer);
  expect(brought).toEqual({ network: true, images: true });
  expect(network).toMatchObject({ name: 'first', format: 'keras', isUntrained: false });
  expect(network.layers.locked).toEqual([
    { name: 'conv2', channels: 4 },
    { name: 'classes', channels: 4 },
  ]);
  expect(network.layers.convolutions).toEqual([{ name: 'conv2', channels: 4 }]);
  expect(network.kept.map(({ group }) => group)).toEqual(['input', 'classes']);
  expect(images).toMatchObject({ name: 'colours', train: 30, test: 30, isLabelled: true, skipped: [] });
  expect(images.preview).toHaveLength(8);
  expect(images.scalings[0]!.id).toBe(images.scaling);
});

test('a network keeps some of its classes, and the images of these', async () => {
  const workbench = await begun();
  const before = tf.memory().numTensors;
  const answer = info(await workbench.keepClasses([0, 2], new Opening()));
  const left = (labels: Uint16Array) => labels.filter((label) => label !== 1).length;
  expect(answer.images).toMatchObject({
    isLabelled: true,
    train: left(dataset.train.labels),
    test: left(dataset.test.labels),
  });
  expect(answer.images.classes).toEqual([dataset.classes[0], dataset.classes[2]]);
  expect(tf.memory().numTensors).toBe(before);
  await expect(workbench.keepClasses([1], new Opening())).rejects.toMatchObject({ code: 'classes.few' });
  expect(tf.memory().numTensors).toBe(before);
});

test('a new network frees the old one, and one that does not fit frees itself', async () => {
  const workbench = await begun();
  const before = tf.memory().numTensors;
  await workbench.openParts({ network: opened('second') }, new Opening());
  expect(tf.memory().numTensors).toBe(before);
  const sequence = { network: { ...opened('x').network, layers: [] }, format: 'keras' as const };
  await expect(workbench.openParts({ network: sequence }, new Opening())).rejects.toThrow();
  expect(tf.memory().numTensors).toBe(before);
  expect(workbench.network.name).toBe('second');
});

test('a network of other classes takes the images without their labels, and the next gets them back', async () => {
  const workbench = await begun();
  const other = info(await workbench.openParts({ network: opened('other', 7) }, new Opening()));
  expect(other.images).toMatchObject({ isLabelled: false, classes: ['0', '1', '2', '3', '4', '5', '6'] });
  expect(other.brought).toEqual({ network: true, images: false });
  const third = info(await workbench.openParts({ network: opened('third') }, new Opening()));
  expect(third.images.isLabelled).toBe(true);
});

test('an untrained network is told to be so, with as many of its outputs as there are classes', async () => {
  const workbench = await begun();
  const parts = { network: opened('untrained', 7), isUntrained: true };
  const { network, images } = info(await workbench.openParts(parts, new Opening()));
  expect(network.isUntrained).toBe(true);
  expect(images).toMatchObject({ isLabelled: true });
  expect(images.classes.slice(0, 4)).toEqual(['class 0', 'class 1', 'class 2', '3']);
});

test('images of other names wait to be matched; leaving that frees a network that came with them', async () => {
  const workbench = await begun();
  const before = tf.memory().numTensors;
  const parts = () => ({
    network: opened('named', 3, { classes: ['x', 'y', 'z'] }),
    images: datasetSource(dataset),
  });
  const asked = question(await workbench.openParts(parts(), new Opening()));
  expect(asked).toMatchObject({ found: ['class 0', 'class 1', 'class 2'], outputs: ['x', 'y', 'z'] });
  expect(workbench.network.name).toBe('first');
  workbench.forget(asked.question);
  expect(tf.memory().numTensors).toBe(before);
  await expect(workbench.matchClasses(asked.question, [0, 1, 2], new Opening())).rejects.toThrow('nothing waits');
  const again = question(await workbench.openParts(parts(), new Opening()));
  workbench.forget(asked.question);
  const { images } = await workbench.matchClasses(again.question, [2, 0, 1], new Opening());
  expect(images.classes).toEqual(['x', 'y', 'z']);
  expect(workbench.network.name).toBe('named');
});

test('matching that is taken back frees the network that waited for it', async () => {
  const workbench = await begun();
  const before = tf.memory().numTensors;
  const named = opened('named', 3, { classes: ['x', 'y', 'z'] });
  const asked = question(await workbench.openParts({ network: named, images: datasetSource(dataset) }, new Opening()));
  const opening: Opening = new Opening((step) => step === 'measuring' && opening.takeBack());
  await expect(workbench.matchClasses(asked.question, [0, 1, 2], opening)).rejects.toThrow('cancelled');
  expect(workbench.network.name).toBe('first');
  expect(tf.memory().numTensors).toBe(before);
});

test('an opening that is taken back under way leaves what was open, and frees what it brought', async () => {
  const workbench = await begun();
  const before = tf.memory().numTensors;
  for (const at of ['checking', 'compiling', 'measuring']) {
    const opening: Opening = new Opening((step) => step === at && opening.takeBack());
    await expect(workbench.openParts({ network: opened('second') }, opening)).rejects.toThrow('cancelled');
    expect(workbench.network.name).toBe('first');
    expect(tf.memory().numTensors).toBe(before);
  }
});

test('a network that cannot be described is freed, and what was open stays open', async () => {
  const workbench = await begun();
  const before = tf.memory().numTensors;
  vi.mocked(imagesLabelled).mockImplementationOnce(() => {
    throw new Error('no count');
  });
  await expect(workbench.openParts({ network: opened('other', 7) }, new Opening())).rejects.toThrow('no count');
  expect(workbench.network.name).toBe('first');
  expect(tf.memory().numTensors).toBe(before);
  expect(info(await workbench.openParts({ network: opened('second') }, new Opening())).revision).toBe(2);
});

test('another scaling changes what the network sees, and what the next run learns by', async () => {
  const workbench = await begun();
  await workbench.dataset(proceed);
  const { images } = await workbench.chooseScaling('bytes', new Opening());
  expect(images.scaling).toBe('bytes');
  expect((await workbench.dataset(proceed)).scaling).toEqual({ kind: 'bytes' });
});

test('a network that tells how it was trained has one scaling, and no other can be chosen', async () => {
  const workbench = await begun();
  await workbench.openParts({ network: opened('second', 3, { scaling: { kind: 'unit' } }) }, new Opening());
  await expect(workbench.chooseScaling('bytes', new Opening())).rejects.toMatchObject({ code: 'scaling.unknown' });
});

test('a leased network outlasts one that takes its place', async () => {
  const workbench = await begun();
  const before = tf.memory().numTensors;
  const lease = workbench.lease();
  await workbench.openParts({ network: opened('second') }, new Opening());
  expect(lease.opened.network.name).toBe('first');
  expect([...lease.opened.network.weights.values()].filter(({ isDisposed }) => isDisposed)).toEqual([]);
  lease.release();
  expect(tf.memory().numTensors).toBe(before);
});
