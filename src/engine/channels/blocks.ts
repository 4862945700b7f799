import type { Reason } from '../../words/reasons';

/**
 * A group's channels in blocks, of each of which equally many must stay: those that a grouped convolution reads, or makes,
 * group by group. A single block has all channels, and asks for nothing.
 */
export type Blocks = ReadonlyArray<readonly number[]>;

/** How a layer divides the channels that it reads, or makes: the group's channel that each of its own is, in blocks. */
export interface Division {
  readonly layer: string;
  readonly blocks: Blocks;
}

/**
 * The blocks by which all divisions of a group are kept, and each of some sets of channels has one left; or why there are
 * none.
 *
 * @param sets channels, one of each of which must stay
 */
export function commonBlocks(
  channels: number,
  sets: ReadonlyArray<readonly number[]>,
  divisions: readonly Division[],
): { readonly blocks: Blocks; readonly locked?: Reason } {
  const whole = [[...Array(channels).keys()]];
  const finest = divisions.toSorted((a, b) => b.blocks.length - a.blocks.length)[0];
  if (!finest) return { blocks: whole };
  const { layer } = finest;
  const blocks = finest.blocks.map((block) => [...new Set(block)]);
  if (blocks.every(({ length }) => length === 1)) return { blocks: whole, locked: { code: 'own-group', layer } };
  const isCommon =
    divisions.every((division) => isWhole(channels, division) && isMadeOf(division.blocks, blocks)) &&
    sets.every((set) => blocks.some((block) => block.every((channel) => set.includes(channel))));
  return isCommon ? { blocks } : { blocks: whole, locked: { code: 'uneven-groups', layer } };
}

/** Whether every channel of the group stands in one block, as often as all others. */
function isWhole(channels: number, { blocks }: Division): boolean {
  const times = blocks.flat().length / channels;
  return blocks.every((block) => {
    const own = new Set(block);
    return own.size === channels / blocks.length && [...own].every((channel) => timesIn(block, channel) === times);
  });
}

const timesIn = (block: readonly number[], channel: number): number =>
  block.filter((other) => other === channel).length;

/** Whether every smaller block lies within one larger one. */
const isMadeOf = (larger: Blocks, smaller: Blocks): boolean =>
  smaller.every((block) => larger.some((one) => block.every((channel) => one.includes(channel))));

/** Whether equally many channels of every block are among some. */
export function areEven(blocks: Blocks, channels: readonly number[]): boolean {
  const [first, ...others] = countsIn(blocks, channels);
  return others.every((count) => count === first);
}

/** The channels of the blocks of which the fewest are among some, or the most. */
export function channelsWith(extreme: 'fewest' | 'most', blocks: Blocks, channels: readonly number[]): Set<number> {
  const counts = countsIn(blocks, channels);
  const wanted = extreme === 'fewest' ? Math.min(...counts) : Math.max(...counts);
  return new Set(blocks.filter((_, index) => counts[index] === wanted).flat());
}

/** So many channels of a ranking, the first of every block. @param count a multiple of the number of blocks */
export const firstOfEach = (blocks: Blocks, ranked: readonly number[], count: number): number[] =>
  blocks.flatMap((block) => ranked.filter((channel) => block.includes(channel)).slice(0, count / blocks.length));

function countsIn(blocks: Blocks, channels: readonly number[]): number[] {
  const set = new Set(channels);
  return blocks.map((block) => block.filter((channel) => set.has(channel)).length);
}
