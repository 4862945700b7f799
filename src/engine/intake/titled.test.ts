import { expect, test } from 'vitest';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { titled } from './titled';

const named = (name: string, ...files: string[]): string => {
  const network = new NetworkBuilder([1]).append('classes', 'Dense', { units: 2 }).build(name, new Random(1));
  return titled(
    { network, format: 'keras' },
    files.map((file) => ({ name: file })),
  ).network.name;
};

test('a network without a name of its own goes by that of its file or its folder', () => {
  expect(named('sequential_3', 'photos.zip', 'cats and dogs.h5')).toBe('cats and dogs');
  expect(named('functional', 'mine/birds.v2.keras')).toBe('birds.v2');
  expect(named('model', 'exports/flowers/model.json', 'exports/flowers/group1-shard1of1.bin')).toBe('flowers');
  expect(named('model', 'model.json')).toBe('model');
  expect(named('vgg', 'other.keras')).toBe('vgg');
});
