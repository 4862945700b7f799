import { keptSets, type PrunableGroup } from '../channels/prunableGroups';
import type { SelectionSamples } from '../layerwise/samples';
import { chooseChannels } from '../methods/choosing';
import type { Network } from '../network/network';
import type { Run } from '../run/run';
import type { GroupReader } from './groupReader';
import { readerOf } from './readerOf';

/** What a group's channels are worth to the layers that read them. */
export interface ChannelWorth {
  /** The group's best channels, so many of them. */
  first(count: number): readonly number[];
  /** Gives the readers in a network the weights that make up for all other channels. */
  refit(network: Network, count: number): void;
}

/** Channels join by so many steps at most between none and all. */
const mostSteps = 32;

/**
 * The group's channels in the order in which they join greedily, by the gradient of L_M for them (Eq 3; lambda is 0), the
 * readers' weights being its least each time: the moments of the readers' inputs say all, and no further pass over the
 * samples is needed.
 *
 * @param counts at which it will be asked for, ascending
 */
export async function channelWorth(
  run: Run,
  group: PrunableGroup,
  counts: readonly number[],
  samples: SelectionSamples,
): Promise<ChannelWorth> {
  const most = counts.at(-1) ?? 0;
  const readers: GroupReader[] = [];
  for (const { layer, channels } of group.readers) {
    const { network } = run.scope;
    const problem = await run.problem(layer, { pruned: network, baseline: network, head: undefined, samples });
    try {
      readers.push(await readerOf(problem, channels, run.pass));
    } finally {
      run.freeProblem(problem);
    }
  }
  const order: number[] = [];
  const step = Math.ceil(group.group.channels / mostSteps);
  for (const count of counts) {
    while (order.length < count) {
      await run.pass();
      const joining = chooseChannels(scoresOf(readers, group), order, {
        ...{ choose: 'largest', random: run.random, count: most },
        ...{ keepOneOf: keptSets(group.group), blocks: group.group.blocks },
        channelsPerStep: Math.min(step, count - order.length),
      });
      order.push(...joining);
      for (const reader of readers) reader.join(joining);
    }
    for (const reader of readers) reader.remember(count);
  }
  return {
    first: (count) => order.slice(0, count).sort((a, b) => a - b),
    refit: (network, count) => {
      for (const reader of readers) reader.refit(network, count);
    },
  };
}

/** Those of all readers, added up. */
function scoresOf(readers: readonly GroupReader[], { group }: PrunableGroup): number[] {
  const scores = readers.map((reader) => reader.scores(group.channels));
  return Array.from({ length: group.channels }, (_, channel) =>
    scores.reduce((sum, own) => sum + (own[channel] ?? 0), 0),
  );
}
