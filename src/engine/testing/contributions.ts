import type { Blocks } from '../channels/blocks';
import type { ChannelGroup } from '../channels/channelGraph';
import type { PrunableGroup } from '../channels/prunableGroups';
import type { Contributions } from '../layerwise/contributions';
import { Random } from '../random';
import { directSolution } from './directSolution';

/** A group of so many channels, which layers make in parts, in blocks of which equally many must stay. */
export function groupOf(
  channels: number,
  made: readonly number[][] = [[...Array(channels).keys()]],
  blocks: Blocks = [[...Array(channels).keys()]],
): PrunableGroup {
  const producers = made.map((part, index) => ({ layer: `made ${index}`, channels: part }));
  const group: ChannelGroup = { name: 'made 0', channels, producers, consumers: [], sums: [], gates: [], blocks };
  return { id: 'reader', readers: [], group };
}

/** What random channels, some of them alike, add to outputs: rows of Z, and their products with a random target. */
export function randomContributions(seed: number, channels: number, outputs = 40): Contributions {
  const random = new Random(seed);
  const shared = Array.from({ length: outputs }, () => random.normal());
  const rows = Array.from({ length: channels }, () => {
    const [size, likeness] = [0.2 + random.uniform(), random.uniform() < 0.5 ? 0.8 : 0];
    return shared.map((common) => size * (likeness * common + random.normal()));
  });
  const wanted = shared.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) + 0.1 * random.normal());
  const dot = (one: number[], other: number[]) => one.reduce((sum, value, at) => sum + value * other[at]!, 0) / outputs;
  return {
    channels,
    products: Float64Array.from({ length: channels ** 2 }, (_, at) =>
      dot(rows[Math.floor(at / channels)]!, rows[at % channels]!),
    ),
    targets: Float64Array.from(rows, (row) => dot(row, wanted)),
    squares: Float64Array.from(rows, () => 0.5 + random.uniform()),
  };
}

/** All sets of so many of some channels. */
export function subsetsOf(channels: number, count: number, from = 0): number[][] {
  if (count === 0) return [[]];
  return Array.from({ length: Math.max(0, channels - from) }, (_, offset) => from + offset).flatMap((first) =>
    subsetsOf(channels, count - 1, first + 1).map((others) => [first, ...others]),
  );
}

/** How many of some errors are smaller than one of them by more than rounding: 0 of the best. */
export const placeAmong = (errors: readonly number[], one: number): number =>
  errors.filter((error) => error < one - 1e-9).length;

/** ||sum of Z_k over the channels that go||^2. */
export function removedError({ products, channels }: Contributions, kept: readonly number[]): number {
  const gone = [...Array(channels).keys()].filter((channel) => !kept.includes(channel));
  return gone.reduce((sum, one) => gone.reduce((own, other) => own + products[one * channels + other]!, sum), 0);
}

/** 1/2 ||O - sum of beta_k Z_k||^2 of the channels that stay, less 1/2 ||O||^2, with the scales with which it is least. */
export function fittedError({ products, targets, channels }: Contributions, kept: readonly number[]): number {
  const scales = directSolution(
    { matrix: products, target: targets, features: channels, filters: 1, ridge: () => 0, prior: targets },
    kept,
  );
  return -kept.reduce((sum, channel, at) => sum + (targets[channel]! * scales[at]!) / 2, 0);
}
