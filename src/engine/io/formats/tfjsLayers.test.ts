import * as tf from '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { predict } from '../../network/execute';
import { flattened } from '../../testing/networks';
import { expectClose } from '../../testing/numbers';
import { readNetwork } from './readNetwork';
import { writeTfjsLayers } from './tfjsLayers';

beforeAll(() => chooseBackend(['wasm']));

const files = async () => Object.entries(await writeTfjsLayers(flattened())).map(([name, bytes]) => ({ name, bytes }));

interface ModelJson {
  modelTopology: { model_config: { config: { layers: Array<{ class_name: string }> } } };
  weightsManifest: Array<{ weights: Array<{ name: string; shape: number[] }> }>;
}

const edited = async (change: (model: ModelJson) => void) => {
  const [model, weights] = await files();
  const json = JSON.parse(new TextDecoder().decode(model!.bytes));
  change(json);
  return [{ name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) }, weights!];
};

test('a written network reads back the same, from files or from a zip', async () => {
  const dropped = await files();
  const zip = zipSync(Object.fromEntries(dropped.map(({ name, bytes }) => [`folder/${name}`, bytes])));
  const images = tf.randomNormal([2, 8, 8, 3]);
  for (const given of [dropped, [{ name: 'model.zip', bytes: zip }]])
    expectClose(predict((await readNetwork(given)).network, images), predict(flattened(), images), 1e-6);
});

describe('a bad file is refused, with the file and the remedy, and leaves no tensors', () => {
  const refused = async (dropped: Awaited<ReturnType<typeof files>>) => {
    const before = tf.memory().numTensors;
    const message = await readNetwork(dropped).then(
      () => 'it was read',
      (error: Error) => error.message,
    );
    expect(tf.memory().numTensors).toBe(before);
    return message;
  };

  test.each([
    [
      'no model',
      [{ name: 'a.jpg', bytes: new Uint8Array([255, 216]) }],
      'a.jpg: no model; drop a Keras .keras or .h5 file, or a TensorFlow.js model.json',
    ],
    ['nothing', [], 'nothing: no model; drop'],
    [
      'a broken zip',
      [{ name: 'm.zip', bytes: new Uint8Array([0x50, 0x4b, 3, 4, 9]) }],
      'm.zip: the zip cannot be opened',
    ],
    ['cut JSON', [{ name: 'model.json', bytes: new TextEncoder().encode('{"a":') }], 'model.json: it is not JSON'],
    [
      'other JSON',
      [{ name: 'model.json', bytes: new TextEncoder().encode('{"a":1}') }],
      'it needs modelTopology and weightsManifest',
    ],
  ])('%s', async (_, dropped, message) => {
    expect(await refused(dropped)).toContain(message);
  });

  test('weights cut short', async () => {
    const [model, weights] = await files();
    const cut = { ...weights!, bytes: weights!.bytes.subarray(0, 100) };
    expect(await refused([model!, cut])).toMatch(
      /weights\.bin: 100 bytes, but model\.json promises \d+; the file was cut short/,
    );
  });

  test('a missing weight file', async () => {
    expect(await refused((await files()).slice(0, 1))).toContain(
      'the weight file weights.bin is missing; drop it together',
    );
  });

  test('a layer of a class that is not supported', async () => {
    const dropped = await edited((model) => {
      model.modelTopology.model_config.config.layers[2]!.class_name = 'Quantum';
    });
    expect(await refused(dropped)).toContain('layer "bn1" is of class Quantum, which is not supported');
  });

  test('a weight of another shape, and one that is missing', async () => {
    const reshaped = await edited((model) => {
      model.weightsManifest[0]!.weights[0]!.shape.reverse();
    });
    expect(await refused(reshaped)).toContain('weight "conv1/kernel" is [6,3,3,3], but its layer needs [3,3,3,6]');
    const missing = await edited((model) => {
      model.weightsManifest[0]!.weights[1]!.name = 'conv1/other';
    });
    expect(await refused(missing)).toContain(
      'model.json: layer "bn1" needs the weight gamma [6], but the file has none of that layer',
    );
  });
});
