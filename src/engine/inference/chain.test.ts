import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { cifarResnet } from '../models/resnet';
import { predict } from '../network/execute';
import { disposeNetwork, type Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { startWasmInChunks } from '../testing/chunks';
import { unsettle } from '../testing/networks';
import { expectClose, normals } from '../testing/numbers';
import { foldForInference } from './chain';
import { foldFrozen } from './fold';

const classNames = (network: Network) => network.layers.map(({ className }) => className);

const images = (count: number, height: number, width: number) =>
  tf.tensor4d(normals(new Random(1), count * height * width * 3), [count, height, width, 3]);

const link = fc.record({
  filters: fc.integer({ min: 1, max: 13 }),
  kernel_size: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  strides: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
  padding: fc.constantFrom('same', 'valid'),
  use_bias: fc.boolean(),
  activation: fc.constantFrom('linear', 'relu', 'relu6'),
});

describe.each([1, 3])('in chunks for %i threads', (threads) => {
  beforeAll(() => startWasmInChunks(threads));

  test('chained layers compute what they compute one by one, for batches in fours and in rests', () => {
    fc.assert(
      fc.property(
        fc.array(link, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 9, max: 14 }),
        fc.boolean(),
        (links, batch, width, pools) => {
          const chain = new NetworkBuilder([12, width, 3]);
          for (const [index, config] of links.entries()) chain.append(`conv${index}`, 'Conv2D', config);
          if (pools) chain.append('pool', 'MaxPooling2D', { pool_size: [1, 1] });
          const network = chain
            .append('gap', 'GlobalAveragePooling2D')
            .append('classes', 'Dense', { units: 5 })
            .build('chain', new Random(2));
          const [folded, chained] = [foldFrozen(network), foldForInference(network)];
          expect(classNames(chained)).toEqual(['InputLayer', 'FrozenChain']);
          const x = images(batch, 12, width);
          tf.tidy(() => expectClose(predict(chained, x), predict(folded, x), 1e-4));
          for (const each of [network, folded, chained]) disposeNetwork(each);
          x.dispose();
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe('a chain', () => {
  beforeAll(() => chooseBackend(['wasm']));

  test('max-pools tiles of any number of channels', () => {
    for (const filters of [1, 3, 4, 6, 9]) {
      const network = new NetworkBuilder([8, 12, 3])
        .append('conv', 'Conv2D', { filters, kernel_size: [3, 3], padding: 'same' })
        .append('pool', 'MaxPooling2D', { pool_size: [2, 3] })
        .build('pool', new Random(filters));
      const chained = foldForInference(network);
      expect(classNames(chained)).toEqual(['InputLayer', 'FrozenChain']);
      expectClose(predict(chained, images(5, 8, 12)), predict(network, images(5, 8, 12)), 1e-5);
    }
  });

  test('starts with dense layers too', () => {
    const network = new NetworkBuilder([6])
      .append('a', 'Dense', { units: 5 })
      .append('b', 'Dense', { units: 3 })
      .build('dense', new Random(1));
    const chained = foldForInference(network);
    expect(classNames(chained)).toEqual(['InputLayer', 'FrozenChain']);
    const x = tf.tensor2d(normals(new Random(2), 7 * 6), [7, 6]);
    expectClose(predict(chained, x), predict(network, x), 1e-5);
  });

  test('ends where two layers read one, where a layer cannot be in it, and where it outgrows the cache', () => {
    const resnet = foldForInference(
      unsettle(cifarResnet('resnet', { blocks: 1, classes: 4, size: 8 }, new Random(4)), 5),
      1,
    );
    expect(classNames(resnet).filter((name) => name === 'FrozenChain').length).toBeGreaterThan(2);
    expect(classNames(resnet)).toContain('Add');
    const conv = { filters: 2, kernel_size: [3, 3] };
    const broken = new NetworkBuilder([12, 12, 3])
      .append('a', 'Conv2D', conv)
      .append('b', 'Conv2D', conv)
      .append('up', 'UpSampling2D')
      .append('pool', 'MaxPooling2D', { pool_size: [3, 3], strides: [2, 2] })
      .append('c', 'Conv2D', conv)
      .build('broken', new Random(1));
    expect(classNames(foldForInference(broken))).toEqual([
      'InputLayer',
      'FrozenChain',
      'UpSampling2D',
      'MaxPooling2D',
      'FrozenConv2D',
    ]);
    const large = new NetworkBuilder([64, 64, 3]);
    for (const name of ['a', 'b', 'c', 'd']) large.append(name, 'Conv2D', { ...conv, filters: 24 });
    expect(classNames(foldForInference(large.build('large', new Random(1)), 1))).toEqual([
      'InputLayer',
      'FrozenChain',
      'FrozenChain',
    ]);
  });

  test('is left to convolutions that Winograd’s way suits where many images are given at a time', () => {
    const network = new NetworkBuilder([8, 8, 3])
      .convBatchNormRelu(1, 12)
      .convBatchNormRelu(2, 12)
      .append('pool', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 3 })
      .build('wide', new Random(1));
    const [few, many] = [3, 4].map((count) => foldForInference(unsettle(network, 2), count));
    expect(classNames(few!)).toEqual(['InputLayer', 'FrozenChain']);
    expect(classNames(many!)).toEqual(['InputLayer', 'FrozenConv2D', 'FrozenConv2D', 'FrozenChain']);
    expectClose(predict(many!, images(5, 8, 8)), predict(few!, images(5, 8, 8)), 1e-5);
  });

  test('is of backends that have its kernel: others run layer by layer', async () => {
    await chooseBackend(['cpu']);
    const network = new NetworkBuilder([8, 8, 3])
      .convBatchNormRelu(1, 4)
      .convBatchNormRelu(2, 4)
      .build('two', new Random(1));
    expect(classNames(foldForInference(network))).toEqual(['InputLayer', 'FrozenConv2D', 'FrozenConv2D']);
  });
});
