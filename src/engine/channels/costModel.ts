import type { Cost } from '../network/cost';
import { kindOf } from '../network/layers';
import { isStatistic, type Layer, type Network, type Shape } from '../network/network';
import { inputShapes, outputShapes } from '../network/shapes';
import { type ChannelGraph, channelGraph } from './channelGraph';
import type { KeptChannels } from './surgery';
import { weightsOf } from './weightSlices';

/** What a network costs once only some channels are left: the same as `costOf(cut(network, kept))`, without tensors. */
export type CostAt = (kept: KeptChannels) => Cost;

/** The costs of all ways to cut a network, from its shapes. */
export function costModel(network: Network): CostAt {
  const { outputs } = channelGraph(network);
  const shapes = outputShapes(network);
  const layers = network.layers.map((layer) => layerCosts(network, layer, shapes));
  const known: Counts = new WeakMap();
  return (kept) => {
    const left = new Left(outputs, kept, known);
    const total = { params: 0, flops: 0, bytes: 0 };
    for (const costs of layers) {
      const cost = costs(left);
      total.params += cost.params;
      total.flops += cost.flops;
      total.bytes += cost.bytes;
    }
    return total;
  };
}

/** How many channels are left of the outputs of layers. */
class Left {
  constructor(
    private readonly outputs: ChannelGraph['outputs'],
    private readonly kept: KeptChannels,
    private readonly known: Counts,
  ) {}

  of(layer: string): number {
    const output = this.outputs.get(layer);
    if (!output) throw new Error(`no layer "${layer}"`);
    const kept = this.kept.get(output.group.name);
    if (!kept) return output.channels.length;
    const counts = this.known.get(kept) ?? new Map<string, number>();
    this.known.set(kept, counts);
    const known = counts.get(layer);
    if (known !== undefined) return known;
    const set = new Set(kept);
    const count = output.channels.filter((channel) => set.has(channel)).length;
    counts.set(layer, count);
    return count;
  }
}

/** By the channels that a group keeps, how many are left of layers' outputs. */
type Counts = WeakMap<readonly number[], Map<string, number>>;

/** What one layer costs, by the channels that it reads and makes. */
function layerCosts(network: Network, layer: Layer, shapes: ReadonlyMap<string, Shape>): (left: Left) => Cost {
  const { name, inputs, shares } = layer;
  const [input] = inputShapes(inputs, shapes);
  const [from] = inputs;
  const output = shapes.get(name) ?? [];
  const weights = shares === undefined ? weightsOf(network, name) : [];
  const costAt = (reads: number, makes: number): Cost => {
    const sizes = weights.map(({ key, input: along, output: across }) => {
      const read = along === undefined ? 1 : reads / (input?.at(-1) ?? 1);
      const made = across === undefined ? 1 : makes / (output.at(-1) ?? 1);
      return { key, size: Math.round((network.weights.get(key)?.size ?? 0) * read * made) };
    });
    const kind = kindOf(layer);
    return {
      params: sum(sizes.filter(({ key }) => !isStatistic(key)).map(({ size }) => size)),
      flops: input
        ? kind.flops(kind.resize(layer.config, makes), withChannels(input, reads), withChannels(output, makes))
        : 0,
      bytes: 4 * sum(sizes.map(({ size }) => size)),
    };
  };
  const known = new Map<string, Cost>();
  return (left) => {
    const [reads, makes] = [from === undefined ? 0 : left.of(from), left.of(name)];
    const key = `${reads} ${makes}`;
    const cost = known.get(key) ?? costAt(reads, makes);
    known.set(key, cost);
    return cost;
  };
}

const withChannels = (shape: Shape, channels: number): Shape => [...shape.slice(0, -1), channels];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
