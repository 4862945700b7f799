import { z } from 'zod';
import { ownEntry } from './ownEntry';

const channels = z.array(z.int().min(0)).default([]);

/** Channels of a group that a person has decided on; the method decides on the others. */
const choicesSchema = z.object({ keep: channels, remove: channels });

/** By the group's id. */
export const byHandSchema = z.record(z.string(), choicesSchema).default({});

export type ByHand = z.output<typeof byHandSchema>;

export const verdicts = ['method', 'keep', 'remove'] as const;

/** What becomes of a channel: a person's choice, or the method's. */
export type Verdict = (typeof verdicts)[number];

export type Choices = z.output<typeof choicesSchema>;

export const verdictOf = (byHand: ByHand, group: string, channel: number): Verdict =>
  verdictIn(ownEntry(byHand, group), channel);

/** The same of the choices in a group, if there are any. */
export function verdictIn(choices: Choices | undefined, channel: number): Verdict {
  if (choices?.keep.includes(channel)) return 'keep';
  return choices?.remove.includes(channel) ? 'remove' : 'method';
}

/** The same choices with the next verdict on one channel: kept, removed, left to the method, and so round. */
export const withNextVerdict = (byHand: ByHand, group: string, channel: number): ByHand =>
  withVerdict(byHand, group, channel, after[verdictOf(byHand, group, channel)]);

const after = { method: 'keep', keep: 'remove', remove: 'method' } as const;

/** What a person has decided on in a group. @param byHand of several recipes, of which the last wins */
export function choicesOf(byHand: readonly ByHand[], group: string): Choices {
  const verdicts = new Map<number, 'keep' | 'remove'>();
  for (const choices of byHand.flatMap((each) => ownEntry(each, group) ?? [])) {
    for (const channel of choices.keep) verdicts.set(channel, 'keep');
    for (const channel of choices.remove) verdicts.set(channel, 'remove');
  }
  const having = (wanted: 'keep' | 'remove') =>
    [...verdicts].filter(([, verdict]) => verdict === wanted).map(([channel]) => channel);
  return { keep: having('keep'), remove: having('remove') };
}

/** The same choices with another verdict on one channel. */
export function withVerdict(byHand: ByHand, group: string, channel: number, verdict: Verdict): ByHand {
  const { [group]: _, ...others } = byHand;
  const own = ownEntry(byHand, group) ?? { keep: [], remove: [] };
  const changed = (kind: 'keep' | 'remove'): number[] => {
    const rest = own[kind].filter((other) => other !== channel);
    return verdict === kind ? [...rest, channel].sort((a, b) => a - b) : rest;
  };
  const choices = { keep: changed('keep'), remove: changed('remove') };
  return choices.keep.length + choices.remove.length === 0 ? others : { ...others, [group]: choices };
}
