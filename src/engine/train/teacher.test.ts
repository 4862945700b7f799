import * as tf from '@tensorflow/tfjs';
import { test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeImages } from '../data/batches';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork } from '../network/network';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { flattened } from '../testing/networks';
import { expectClose } from '../testing/numbers';
import { Teacher } from './teacher';

await chooseBackend(['wasm']);

const dataset = colourDataset(4, 8, 12);
const imagesOf = (indices: readonly number[]) => makeImages(dataset, dataset.train, indices);

test.each([12, 5, 1])(
  'a teacher, %i images at a time, answers with its class scores, of views that it knows too',
  async (part) => {
    const network = flattened();
    const teacher = new Teacher(network, part);
    const all = Uint32Array.from(dataset.train.labels.keys());
    const images = imagesOf([...all]);
    const expected = predict(logitsNetwork(network), images);
    const first = await teacher.answer(images, all);
    expectClose(first, expected, 1e-5);
    const order = new Random(1).permutation(12).subarray(0, 7);
    const known = await teacher.answer(imagesOf([...order]).mul(0), order);
    expectClose(known, tf.gather(expected, [...order]), 1e-5);
    teacher.forget();
    const shown = imagesOf([...order]).mul<tf.Tensor4D>(-1);
    const anew = await teacher.answer(shown, order);
    expectClose(anew, predict(logitsNetwork(network), shown), 1e-5);
    teacher.dispose();
    disposeNetwork(network);
  },
);
