import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { predict } from '../../network/execute';
import { disposeNetwork } from '../../network/network';
import { Random } from '../../random';
import { kerasArchive, kerasH5, tfjsModel } from '../../testing/kerasFiles';
import { archiveWeights, h5Weights, nest, nestedConfig } from '../../testing/nestedKeras';
import { expectClose, normals } from '../../testing/numbers';
import { buildRandom, randomNetworks } from '../../testing/randomNetworks';
import { readNetwork } from '../formats/readNetwork';

await chooseBackend(['cpu']);

const images = tf.tensor4d(normals(new Random(1), 2 * 8 * 8 * 3), [2, 8, 8, 3]);

let nested = 0;

test.each(['.keras of Keras 3', '.h5 of Keras 3', '.h5 of Keras 2', 'model.json'] as const)(
  'random networks, parts of which are models in models, with shared layers and branches, are read from %s',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(randomNetworks, async (made) => {
        const network = buildRandom(made);
        const parts = nest(network, new Random(made.seed));
        nested += parts.filter(({ kind }) => kind === 'model').length;
        const version = format.endsWith('Keras 3') ? 3 : 2;
        const end = network.output.replace('/activation', '');
        const json = nestedConfig('outer', parts, undefined, end, version);
        const weights = Object.fromEntries(
          parts.map((part) => [part.name, Object.fromEntries(h5Weights(network, part))]),
        );
        const { config } = json;
        const files = {
          '.keras of Keras 3': async () => kerasArchive(json, archiveWeights(network, config, parts)),
          '.h5 of Keras 3': async () => [await kerasH5(json, weights, '3.8.0')],
          '.h5 of Keras 2': async () => [await kerasH5(json, weights)],
          'model.json': async () => tfjsModel(json, Object.assign({}, ...Object.values(weights))),
        };
        const { network: read } = await readNetwork(await files[format]());
        expectClose(predict(read, images), predict(network, images), 1e-5);
        disposeNetwork(read);
        disposeNetwork(network);
      }),
      { numRuns: 40, seed: 21 },
    );
  },
);

test('many of them had models in them', () => {
  expect(nested).toBeGreaterThan(100);
});
