import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { residual } from '../testing/networks';
import { prunableShares } from './prunableShares';

beforeAll(() => chooseBackend(['cpu']));

test('by hand: a convolution, Flatten and two dense layers', () => {
  const network = new NetworkBuilder([3, 3, 1])
    .append('conv', 'Conv2D', { filters: 4, kernel_size: [2, 2] })
    .append('flat', 'Flatten')
    .append('hidden', 'Dense', { units: 6 })
    .append('classes', 'Dense', { units: 2 })
    .build('small', new Random(1));
  // With c channels and u units: 4c + c, 4cu + u, 2u + 2 parameters; 4 * 4c, 4cu, 2u multiply-adds.
  const params = (c: number, u: number) => 5 * c + 4 * c * u + u + 2 * u + 2;
  const flops = (c: number, u: number) => 16 * c + 4 * c * u + 2 * u;
  const { keptAtHalf, prunable } = prunableShares(network);
  expect(keptAtHalf.params).toBeCloseTo(params(2, 3) / params(4, 6), 9);
  expect(keptAtHalf.flops).toBeCloseTo(flops(2, 3) / flops(4, 6), 9);
  expect(prunable.params).toBeCloseTo(1 - params(1, 1) / params(4, 6), 9);
  expect(prunable.flops).toBeCloseTo(1 - flops(1, 1) / flops(4, 6), 9);
  expect(prunableShares(network, 'convolutions')).toEqual({
    keptAtHalf: { params: 1, flops: 1 },
    prunable: { params: 0, flops: 0 },
    touched: 0,
  });
});

test('by hand: a convolution in groups, of which each keeps as many channels', () => {
  const network = new NetworkBuilder([3, 3, 1])
    .append('in', 'Conv2D', { filters: 6, kernel_size: [1, 1] })
    .append('grouped', 'Conv2D', { filters: 4, kernel_size: [3, 3], groups: 2 })
    .append('flat', 'Flatten')
    .append('classes', 'Dense', { units: 2 })
    .build('small', new Random(1));
  // With c channels in and n out: 2c, 9(c / 2)n + n, 2n + 2 parameters; 9c, 9(c / 2)n, 2n multiply-adds. Of 3 in a group 2 stay.
  const params = (c: number, n: number) => 2 * c + 4.5 * c * n + n + 2 * n + 2;
  const flops = (c: number, n: number) => 9 * c + 4.5 * c * n + 2 * n;
  const { keptAtHalf, prunable, touched } = prunableShares(network);
  expect(keptAtHalf.params).toBeCloseTo(params(4, 2) / params(6, 4), 9);
  expect(keptAtHalf.flops).toBeCloseTo(flops(4, 2) / flops(6, 4), 9);
  expect(prunable.params).toBeCloseTo(1 - params(2, 2) / params(6, 4), 9);
  expect(prunable.flops).toBeCloseTo(1 - flops(2, 2) / flops(6, 4), 9);
  expect(touched).toBe(1);
});

test('layers that read or make such channels, by hand', () => {
  const network = residual();
  // stem 6(27 + 1), a 8(54 + 1), b 6(72 + 1), c 6(6 + 1), classes 4(6 + 1): a makes what b reads, c what the classes do.
  const sizes = { stem: 168, a: 440, b: 438, c: 42, classes: 28 };
  const all = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  expect(prunableShares(network, 'convolutions').touched).toBeCloseTo((sizes.a + sizes.b) / all, 12);
  expect(prunableShares(network, 'locked').touched).toBeCloseTo((all - sizes.stem) / all, 12);
  expect(prunableShares(network, 'pruned').touched).toBe(1);
});

test('more can go where residual streams may, less where only inputs of convolutions may', () => {
  const network = residual();
  const [least, some, most] = (['convolutions', 'locked', 'pruned'] as const).map(
    (streams) => prunableShares(network, streams).prunable.params,
  );
  expect(least).toBeLessThan(some!);
  expect(some).toBeLessThan(most!);
});
