import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from '../pruneArguments';
import { fromAnywhere } from './makeRun';

test.each([
  [
    ['--model', 'vgg-small'],
    ['--model', resolve('public/models/vgg-small')],
  ],
  [
    ['--model', 'a/net.h5', '--data=mine'],
    ['--model', resolve('a/net.h5'), '--data', resolve('mine')],
  ],
  [
    ['--model', '/net.h5', '--data', 'vgg-small'],
    ['--model', '/net.h5', '--data', resolve('vgg-small')],
  ],
])('what options name is the same from any checkout: %j', async (options, named) => {
  expect(await fromAnywhere(readArguments([...options, '--out', 'out']))).toEqual(named);
});
