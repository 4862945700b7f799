import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Scaling, scalingTable } from '../../engine/network/scaling';
import { usageCode } from './usageCode';

beforeAll(() => tf.setBackend('cpu'));

const scalings: Scaling[] = [
  { kind: 'bytes' },
  { kind: 'unit' },
  { kind: 'symmetric' },
  { kind: 'standard', mean: [0.4, 0.5, 0.45], deviation: [0.2, 0.25, 0.3] },
];

const readingOf = (scaling: Scaling) => ({ shape: [1, 1, 3] as const, scaling, classes: ['ant', 'bee'] });

/** What the code for TensorFlow.js does with an image, up to the class that it prints. */
async function run(code: string, pixel: readonly number[], model: (input: number[]) => number[]): Promise<unknown> {
  const [, ...lines] = code.split('\n');
  const printed: unknown[] = [];
  const surroundings = {
    tf: {
      ...tf,
      loadLayersModel: async () => ({
        predict: (input: tf.Tensor) => tf.tensor(model([...input.dataSync()])),
      }),
      browser: { fromPixels: () => tf.tensor3d([...pixel], [1, 1, 3]) },
    },
    document: { querySelector: () => undefined },
    console: { log: (what: unknown) => printed.push(what) },
  };
  const names = Object.keys(surroundings);
  await new Function(...names, `return (async () => {${lines.join('\n')}})()`)(...Object.values(surroundings));
  return printed[0];
}

describe('the code for TensorFlow.js', () => {
  test.each(scalings)('scales as the studio does: $kind', async (scaling) => {
    const pixel = [10, 200, 90];
    const table = scalingTable(scaling, 3);
    const told = await run(usageCode('tfjs-fp16', 'ants.zip', readingOf(scaling)), pixel, (input) => {
      input.forEach((value, channel) => {
        expect(value).toBeCloseTo(table[256 * channel + pixel[channel]!]!, 5);
      });
      return [0.2, 0.8];
    });
    expect(told).toBe('bee');
  });
});

test('the code for Keras names the file and scales likewise', () => {
  const code = usageCode('keras', 'ants-pruned.keras', readingOf(scalings[3]!));
  expect(code).toContain('load_model("ants-pruned.keras")');
  expect(code).toContain('target_size=(1, 1)');
  expect(code).toContain('/ 255 - [0.4, 0.5, 0.45]) / [0.2, 0.25, 0.3]');
  expect(code).toContain('["ant", "bee"][scores.argmax()]');
});

test('grey images stay grey, and a thousand classes have numbers alone', () => {
  const classes = Array.from({ length: 1000 }, (_, index) => `class ${index}`);
  const reading = { shape: [28, 28, 1] as const, scaling: { kind: 'unit' } as const, classes };
  expect(usageCode('tfjs', 'a.zip', reading)).toContain('.mean(2, true)');
  expect(usageCode('h5', 'a.h5', reading)).toContain('color_mode="grayscale"');
  expect(usageCode('h5', 'a.h5', reading)).toContain('print(scores.argmax())');
});
