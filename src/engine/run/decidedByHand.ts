import type { ChannelGroup } from '../channels/channelGraph';
import { type HandChoices, keptSets, type PrunableGroup } from '../channels/prunableGroups';
import { InputError } from '../errors';
import type { ByHand } from '../recipe/byHand';
import { ownEntry } from '../recipe/ownEntry';

/**
 * Groups with what a person has decided on their channels.
 *
 * @throws InputError if that is not possible: a group that there is none of, a channel that it has not or that is both kept
 * and removed, nothing left, or more kept of one block of channels than another has left
 */
export function decidedByHand(groups: readonly PrunableGroup[], byHand: ByHand): PrunableGroup[] {
  const layers = groups.map(({ id }) => id).join(', ');
  for (const layer of Object.keys(byHand))
    if (!groups.some(({ id }) => id === layer)) throw new InputError('recipe.by-hand-layer', { layer, layers });
  return groups.map((group) => {
    const choices = ownEntry(byHand, group.id);
    if (!choices) return group;
    checkChoices(group, choices);
    return { ...group, byHand: choices };
  });
}

function checkChoices({ id, group }: PrunableGroup, { keep, remove }: HandChoices): void {
  const wrong =
    [...keep, ...remove].find((channel) => channel >= group.channels) ??
    keep.find((channel) => remove.includes(channel));
  if (wrong !== undefined)
    throw new InputError('recipe.by-hand-channel', { layer: id, channel: wrong, last: group.channels - 1 });
  if ([...keptSets(group), ...group.blocks].some((set) => set.every((channel) => remove.includes(channel))))
    throw new InputError('recipe.by-hand-none', { layer: id });
  const [least, most] = widthsByHand(group, { keep, remove });
  if (least > most)
    throw new InputError('recipe.by-hand-blocks', {
      ...{ layer: id, blocks: group.blocks.length },
      ...{ kept: least / group.blocks.length, left: most / group.blocks.length },
    });
}

/** As many channels as a group keeps, but for what is decided by hand: all of those stay that are to, and none that is not. */
export function countByHand({ group, byHand }: PrunableGroup, count: number): number {
  if (!byHand) return count;
  const [least, most] = widthsByHand(group, byHand);
  return Math.min(most, Math.max(least, count));
}

/** The fewest channels of a group that can stay, and the most: equally many of each block. */
function widthsByHand(group: ChannelGroup, { keep, remove }: HandChoices): [least: number, most: number] {
  const { blocks } = group;
  const uncovered = keptSets(group).filter((set) => !set.some((channel) => keep.includes(channel)));
  const among = (block: readonly number[], channels: readonly number[]) =>
    block.filter((channel) => channels.includes(channel)).length;
  const kept = Math.max(...blocks.map((block) => among(block, keep)));
  const left = Math.min(...blocks.map((block) => block.length - among(block, remove)));
  const covering = Math.ceil((keep.length + uncovered.length) / blocks.length);
  return [blocks.length * Math.max(kept, covering), blocks.length * left];
}
