import { prunableGroups } from '../channels/prunableGroups';
import { chooseChannels, keepLargest } from '../methods/choosing';
import { absoluteSums, filterScores } from '../methods/filterScores';
import type { Network } from '../network/network';
import { Random } from '../random';

/** How all channels are chosen without a look at the images. */
export type Rule = { readonly method: 'l1' } | { readonly method: 'random'; readonly seed: number };

/** The channels that a rule keeps of those that a layer reads, as the method of that name does; ascending. */
export async function ruledChannels(network: Network, layer: string, rule: Rule, count: number): Promise<number[]> {
  const found = prunableGroups(network).find(({ id }) => id === layer);
  if (!found) throw new Error(`no channels to choose before ${layer}`);
  const { channels } = found.group;
  if (rule.method === 'l1') return keepLargest(found, await filterScores(network, found.group, absoluteSums), count);
  const drawn = { choose: 'random', random: new Random(rule.seed), count, channelsPerStep: count } as const;
  return chooseChannels(Array(channels).fill(0), [], drawn).sort((one, other) => one - other);
}
