import { type HandChoices, keptSets, type PrunableGroup } from '../channels/prunableGroups';
import { InputError } from '../errors';
import type { ByHand } from '../recipe/byHand';
import { ownEntry } from '../recipe/ownEntry';

/**
 * Groups with what a person has decided on their channels.
 *
 * @throws InputError if that is not possible: a group that there is none of, a channel that it has not or that is both kept
 * and removed, or nothing left
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
  if (keptSets(group).some((set) => set.every((channel) => remove.includes(channel))))
    throw new InputError('recipe.by-hand-none', { layer: id });
}

/** As many channels as a group keeps, but for what is decided by hand: all of those stay that are to, and none that is not. */
export function countByHand({ group, byHand }: PrunableGroup, count: number): number {
  if (!byHand) return count;
  const uncovered = keptSets(group).filter((set) => !set.some((channel) => byHand.keep.includes(channel)));
  const least = byHand.keep.length + uncovered.length;
  return Math.min(group.channels - byHand.remove.length, Math.max(least, count));
}
