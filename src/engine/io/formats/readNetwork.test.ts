import * as tf from '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { disposeNetwork, weightOf } from '../../network/network';
import { json, kerasH5, layer2, sequential, tfjsModel, wave } from '../../testing/kerasFiles';
import type { DroppedFile } from '../containers/files';
import { makeGroup, writeFloats, writeHdf5 } from '../hdf5/write';
import { readNetwork } from './readNetwork';

beforeAll(() => chooseBackend(['cpu']));

const config = sequential('tiny', layer2('Dense', 'd', { units: 2, use_bias: false, batch_input_shape: [null, 3] }));
const kernel = wave(1, 3, 2);
const model = (weight = kernel) => tfjsModel(config, { 'd/kernel': weight });
const named = (name: string, bytes: Uint8Array | string): DroppedFile => ({
  name,
  bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
});

async function kernelOf(files: readonly DroppedFile[]): Promise<number[]> {
  const { network } = await readNetwork(files);
  const values = [...(await weightOf(network, 'd', 'kernel').data())];
  disposeNetwork(network);
  return values;
}

const [topology, weights] = model();

test.each<[string, DroppedFile[]]>([
  ['a byte order mark', [named('model.json', Uint8Array.from([0xef, 0xbb, 0xbf, ...topology!.bytes])), weights!]],
  ['blank lines in front', [named('model.json', Uint8Array.from([10, 13, 32, ...topology!.bytes])), weights!]],
  [
    'another name, beside another JSON',
    [named('class_indices.json', '{"cat": 0}'), named('my-cnn.json', topology!.bytes), weights!],
  ],
  ['metadata that is a web page', [topology!, weights!, named('metadata.json', '<!DOCTYPE html><html></html>')]],
  ['metadata that is half a file', [topology!, weights!, named('metadata.json', '{"labels": ["a",')]],
  ['metadata of other kinds', [topology!, weights!, named('metadata.json', '{"labels": 3}')]],
])('a TensorFlow.js model opens with %s', async (_, files) => {
  const before = tf.memory().numTensors;
  expect(await kernelOf(files)).toEqual([...kernel.values]);
  expect(tf.memory().numTensors).toBe(before);
});

test('shards are looked for in the model’s own folder first, and two models are a question', async () => {
  const inFolder = (folder: string, files: readonly DroppedFile[]) =>
    files.map(({ name, bytes }) => ({ name: `${folder}/${name}`, bytes }));
  const other = wave(2, 3, 2);
  const a = inFolder('a', model());
  const b = inFolder('b', model(other));
  expect(await kernelOf([b[1]!, ...a])).toEqual([...kernel.values]);
  expect(await kernelOf([a[1]!, ...b])).toEqual([...other.values]);
  await expect(readNetwork([...a, ...b])).rejects.toThrow(
    'there are 2 models: a/model.json and b/model.json; drop one of them at a time, each with its folder',
  );
  const zip = zipSync(Object.fromEntries([...a, ...b].map(({ name, bytes }) => [name, bytes])));
  await expect(readNetwork([named('both.zip', zip)])).rejects.toThrow(
    'there are 2 models: both.zip/a/model.json and both.zip/b/model.json; drop one of them at a time',
  );
});

describe('networks of different formats', () => {
  const attributed = writeHdf5((file) => {
    file.create_attribute('model_config', JSON.stringify(config));
    writeFloats(makeGroup(file, 'model_weights/layers/dense/vars'), '0', kernel);
  });
  const stored = writeHdf5((file) => writeFloats(makeGroup(file, 'layers/dense/vars'), '0', kernel));
  const archive = async () => ({ 'config.json': json(config), 'model.weights.h5': await stored });
  const keras = async (name: string) => named(name, zipSync(await archive()));
  const h5 = async () => named('other.h5', await attributed);

  test('are a question, each counted once', async () => {
    await expect(readNetwork([await keras('m.keras'), await h5()])).rejects.toThrow(
      'there are 2 models: m.keras/config.json and other.h5; drop one of them at a time',
    );
    await expect(readNetwork([await h5(), ...model()])).rejects.toThrow(
      'there are 2 models: model.json and other.h5; drop one of them at a time',
    );
    await expect(readNetwork([await keras('a.keras'), await keras('b.keras'), ...model()])).rejects.toThrow(
      'there are 3 models: a.keras/config.json and b.keras/config.json',
    );
    const unpacked = Object.entries(await archive()).map(([name, bytes]) => named(name, bytes));
    await expect(readNetwork([...unpacked, await h5()])).rejects.toThrow('2 models: config.json and other.h5');
  });

  test('are none where one is a piece of the other or half of one', async () => {
    const unpacked = Object.entries(await archive()).map(([name, bytes]) => named(name, bytes));
    const toJson = named('architecture.json', json(config));
    for (const files of [unpacked, [await keras('m.keras')], [await h5()], model()]) {
      expect(await kernelOf(files)).toEqual([...kernel.values]);
      expect(await kernelOf([toJson, ...files])).toEqual([...kernel.values]);
    }
  });
});

test('the JSON of to_json and the file of save_weights are a model together, and half of one apart', async () => {
  const file = await kerasH5(undefined, { d: { 'd/kernel:0': kernel } });
  const newer = await writeHdf5((root) => writeFloats(makeGroup(root, 'layers/dense/vars'), '0', kernel));
  expect(await kernelOf([named('model.json', json(config)), file])).toEqual([...kernel.values]);
  expect(await kernelOf([named('arch.json', json(config)), named('m.weights.h5', newer)])).toEqual([...kernel.values]);
  await expect(readNetwork([named('arch.json', json(config))])).rejects.toThrow(
    'arch.json: it holds a topology but no weights; drop the file of model.save_weights',
  );
  await expect(readNetwork([file])).rejects.toThrow('m.h5: it holds weights but no topology; save the whole model');
});

test('notes that are no JSON are passed over, in .h5 as in .keras', async () => {
  const before = tf.memory().numTensors;
  const whole = await writeHdf5((file) => {
    file.create_attribute('model_config', JSON.stringify(config));
    file.create_attribute('espalier_notes', '{"classes":');
    writeFloats(makeGroup(file, 'model_weights/layers/dense/vars'), '0', kernel);
  });
  expect(await kernelOf([named('m.h5', whole)])).toEqual([...kernel.values]);
  expect(tf.memory().numTensors).toBe(before);
});

const lfs = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';

test.each<[string, DroppedFile[], string]>([
  [
    'a Git LFS pointer',
    [named('m.h5', lfs)],
    'm.h5: this is a Git LFS pointer, which stands for the file that it names; fetch the file itself',
  ],
  [
    'an LFS pointer for weights',
    [topology!, named('w.bin', lfs)],
    'w.bin: this is a Git LFS pointer, which stands for the file that it names; fetch the file itself',
  ],
  [
    'a web page',
    [named('m.keras', ' \n<!doctype html>\n<title>404</title>')],
    'm.keras: this is a web page, saved in the place of the file; open the page',
  ],
  ['an empty file', [named('m.h5', '')], 'm.h5 (empty): no model; drop a Keras .keras or .h5 file'],
  [
    'a frozen graph',
    [named('frozen.pb', Uint8Array.of(10))],
    'frozen.pb: a frozen TensorFlow graph has no layers left to prune; use the Keras model',
  ],
  [
    'PyTorch',
    [named('net.pth', Uint8Array.of(0x80, 2))],
    'net.pth: PyTorch and ONNX models are not read; drop a Keras',
  ],
  [
    'a checkpoint',
    [named('cp.ckpt.index', Uint8Array.of(1))],
    'cp.ckpt.index: a TensorFlow checkpoint holds weights but no layers; load it into',
  ],
  [
    'JSON of no model',
    [named('a.json', '{"a": 1}')],
    'a.json: this JSON is no TensorFlow.js layers model (at modelTopology); it needs modelTopology',
  ],
  [
    'JSON nested a thousand deep',
    [named('model.json', `{"modelTopology":${'['.repeat(1000)}`)],
    'model.json: its JSON is nested more than 200 deep; no model is',
  ],
  ['half a JSON', [named('model.json', '{"modelTopology":')], 'model.json: it is not JSON'],
  [
    'weights named twice',
    tfjsModel(config, { 'd/kernel': kernel }).map((file) =>
      file.name === 'w.bin'
        ? named('w.bin', Uint8Array.from([...file.bytes, ...file.bytes]))
        : named(
            'model.json',
            new TextDecoder().decode(file.bytes).replace(/"weights":\[(\{.*?\})\]/, '"weights":[$1,$1]'),
          ),
    ),
    'model.json: its weights hold "d/kernel" twice; convert or save the model again',
  ],
])('%s is explained', async (_, files, message) => {
  const before = tf.memory().numTensors;
  const error: unknown = await readNetwork(files).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'InputError', message: expect.stringContaining(message) });
  expect(tf.memory().numTensors).toBe(before);
});

test('a .keras whose weights are a .npz or lie in shards is explained', async () => {
  const archive = (weightsName: string) =>
    zipSync({ 'config.json': json(config), 'metadata.json': json({}), [weightsName]: Uint8Array.of(1) });
  await expect(readNetwork([named('m.keras', archive('model.weights.npz'))])).rejects.toThrow(
    'm.keras: its weights are a model.weights.npz, which Keras writes where Python has no h5py; install h5py',
  );
  await expect(readNetwork([named('m.keras', archive('model.weights_00000.h5'))])).rejects.toThrow(
    'm.keras: its weights lie in several files; save the model without max_shard_size',
  );
});
