import { z } from 'zod';
import { channelGraph } from '../channels/channelGraph';
import { prunableGroups, type Streams } from '../channels/prunableGroups';
import { type Network, weightKeys } from '../network/network';

/** Which channels of the baseline network the pruned one has, ascending, counted from 0. */
const selectionSchema = z.object({
  network: z.string(),
  layers: z.record(
    z.string(),
    z.object({
      /** Of the layer's input; absent if it keeps them all, and the same for its output. */
      input: z.array(z.int()).optional(),
      output: z.array(z.int()).optional(),
    }),
  ),
});

export type Selection = z.infer<typeof selectionSchema>;

/** The channels that a layer has kept, by the name under which it was pruned. */
interface Outcome {
  readonly name: string;
  readonly kept: readonly number[];
}

/** @param baseline the network that was pruned */
export function selectionOf(baseline: Network, outcomes: readonly Outcome[], streams: Streams): Selection {
  const groups = new Map(prunableGroups(baseline, streams).map(({ id, group }) => [id, group.name]));
  const kept = new Map(outcomes.map((outcome) => [groups.get(outcome.name) ?? '', new Set(outcome.kept)]));
  const { outputs } = channelGraph(baseline);
  const keptOf = (layer: string | undefined): number[] | undefined => {
    const made = layer === undefined ? undefined : outputs.get(layer);
    const wanted = made && kept.get(made.group.name);
    return wanted && [...made.channels.keys()].filter((index) => wanted.has(made.channels[index]!));
  };
  const layers = baseline.layers.flatMap(({ name, inputs }) => {
    if (weightKeys(baseline, name).length === 0) return [];
    const [input, output] = [keptOf(inputs[0]), keptOf(name)];
    if (!input && !output) return [];
    return [[name, { ...(input ? { input } : {}), ...(output ? { output } : {}) }] as const];
  });
  return { network: baseline.name, layers: Object.fromEntries(layers) };
}
