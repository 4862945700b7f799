import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { chooseBackend } from '../../backend/chooseBackend';
import { disposeNetwork, type Network } from '../../network/network';
import { residual } from '../../testing/networks';
import { writers } from '../formats';
import { readNetwork } from '../formats/readNetwork';
import { readTfjsLayers, writeTfjsLayers } from '../formats/tfjsLayers';
import { affineQuantise } from './affine';
import { asFloat16, asUint8, asUint16, decoded, type Encoding, encodedBytes } from './encodings';

await chooseBackend(['cpu']);

test('codes of 2 bits of -1 to 2: the scale is 1, 0 has the code 1', () => {
  const { codes, scale, min } = affineQuantise(Float32Array.of(-1, -0.4, 0, 0.6, 1.4, 2), 2);
  expect([[...codes], scale, min]).toEqual([[0, 1, 1, 2, 2, 3], 1, -1]);
});

test('0 stays 0, and no number moves by more than half a step', () => {
  const numbers = fc.float({ noNaN: true, min: -100, max: 100 });
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1, maxLength: 30 }), fc.constantFrom(8, 16), (values, bits) => {
      const { codes, scale, min } = affineQuantise(Float32Array.of(0, ...values), bits);
      const back = Array.from(codes, (code) => code * scale + min);
      expect(back[0]).toBe(0);
      for (const [index, value] of values.entries())
        expect(Math.abs(back[index + 1]! - value)).toBeLessThanOrEqual(scale * (0.5 + 1e-9));
    }),
    { numRuns: 300, seed: 2 },
  );
});

test('numbers beyond the largest 16-bit float stay 32-bit ones', () => {
  const values = Float32Array.of(65504, 70000);
  expect(asFloat16('bn/moving_variance', values).quantization).toBeUndefined();
  expect(decoded(asFloat16('bn/moving_variance', values))).toEqual(values);
  expect(asFloat16('bn/moving_variance', values.subarray(0, 1)).quantization).toEqual({ dtype: 'float16' });
});

const model = z.object({
  modelTopology: z.looseObject({}),
  weightsManifest: z.tuple([z.object({ weights: z.any() })]),
});

async function readByStock(text: Uint8Array, weights: Uint8Array): Promise<Map<string, Float32Array>> {
  const { modelTopology, weightsManifest } = model.parse(JSON.parse(new TextDecoder().decode(text)));
  const [{ weights: weightSpecs }] = weightsManifest;
  const weightData = Uint8Array.from(weights).buffer;
  const read = await tf.loadLayersModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) });
  const values = new Map(
    read.weights.map((weight) => [weight.originalName, Float32Array.from(weight.read().dataSync())]),
  );
  read.dispose();
  return values;
}

const valuesOf = ({ weights }: Network) =>
  new Map([...weights].map(([name, tensor]) => [name, Float32Array.from(tensor.dataSync())]));

test.each<[string, Encoding]>([
  ['16-bit floats', asFloat16],
  ['16-bit codes', asUint16],
  ['8-bit codes', asUint8],
])('%s: our reader and loadLayersModel read what is decoded, from a file as small as is told', async (_, encode) => {
  const network = residual();
  const { 'model.json': text, 'weights.bin': bytes } = await writeTfjsLayers(network, encode);
  const encoded = [...valuesOf(network)].map(([name, values]) => [name, encode(name, values)] as const);
  const wanted = new Map(encoded.map(([name, each]) => [name, decoded(each)]));
  const scales = encoded.filter(([, { quantization }]) => quantization && 'scale' in quantization).length;
  const told = encoded.reduce((sum, [, each]) => sum + encodedBytes(each), 0);
  expect(bytes.length).toBe(told - 8 * scales);
  const again = await readTfjsLayers(text, async () => bytes);
  expect(valuesOf(again)).toEqual(wanted);
  const byStock = await readByStock(text, bytes);
  expect([...byStock.keys()].sort()).toEqual([...wanted.keys()].sort());
  for (const [name, values] of wanted) expect([name, byStock.get(name)]).toEqual([name, values]);
  disposeNetwork(network);
  disposeNetwork(again);
});

test.each([
  ['tfjs-fp16', asFloat16],
  ['tfjs-int8', asUint8],
] as const)('what is downloaded as %s opens again with the decoded weights', async (format, encode) => {
  const network = residual();
  const { network: again } = await readNetwork([{ name: 'small.zip', bytes: await writers[format](network) }]);
  const wanted = Array.from(valuesOf(network), ([name, values]) => [name, decoded(encode(name, values))] as const);
  expect(valuesOf(again)).toEqual(new Map(wanted));
  disposeNetwork(network);
  disposeNetwork(again);
});
