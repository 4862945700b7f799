import type { Lock, Reason } from '../../words/reasons';
import { kindOf } from '../network/layers';
import { channelsOf } from '../network/layers/kind';
import { type Layer, type Network, ownerOf, type Shape } from '../network/network';
import { inputShapes, outputShapes } from '../network/shapes';
import { type Blocks, commonBlocks, type Division } from './blocks';

/** A tensor that a group's channels flow through: for each of its channels, which of the group's it is. */
export interface GroupPart {
  readonly layer: string;
  readonly channels: readonly number[];
}

/** Channels that must be lost together: the same channel of every tensor that they flow through. */
export interface ChannelGroup {
  /** The layer that first makes channels of the group; it names the group. */
  readonly name: string;
  readonly channels: number;
  /** Layers whose outputs make the channels. */
  readonly producers: readonly GroupPart[];
  /** Layers whose inputs mix the channels. */
  readonly consumers: readonly GroupPart[];
  /** Layers that add up channels of several producers: a residual stream. */
  readonly sums: readonly string[];
  /** Layers that multiply channels of several producers: a gate, as squeeze-and-excite has it. */
  readonly gates: readonly string[];
  /** Of which equally many channels each must stay. */
  readonly blocks: Blocks;
  /** Why the group must keep all its channels; absent if it can be cut. */
  readonly locked?: Reason;
}

export interface ChannelGraph {
  /** In the order of their first producers. */
  readonly groups: readonly ChannelGroup[];
  /** The group that a layer's output belongs to, and which of its channels each output channel is. */
  readonly outputs: ReadonlyMap<string, { readonly group: ChannelGroup; readonly channels: readonly number[] }>;
}

type Graph = Pick<Network, 'layers' | 'output' | 'otherOutputs'>;

/** How channels flow through a network. */
export function channelGraph(network: Graph): ChannelGraph {
  const flow = new Flow();
  const shapes = outputShapes(network);
  for (const layer of network.layers) flow.pass(layer, inputShapes(layer.inputs, shapes), shapes.get(layer.name)!);
  flow.lock(flow.outputs.get(network.output)!, { code: 'classes' });
  for (const name of network.otherOutputs ?? []) flow.lock(flow.outputs.get(name)!, { code: 'output' });
  return flow.graph();
}

export const channelGroups = (network: Graph): readonly ChannelGroup[] => channelGraph(network).groups;

/** Numbers in classes: `union` makes one of two. */
class Classes {
  private readonly parents: number[] = [];

  add(): number {
    return this.parents.push(this.parents.length) - 1;
  }

  find(item: number): number {
    let root = item;
    while (this.parents[root] !== root) root = this.parents[root]!;
    while (this.parents[item] !== root) {
      const next = this.parents[item]!;
      this.parents[item] = root;
      item = next;
    }
    return root;
  }

  union(a: number, b: number): void {
    const [first, second] = [this.find(a), this.find(b)].sort((x, y) => x - y);
    this.parents[second!] = first!;
  }
}

/** The channels of one tensor, by number. */
type Channels = readonly number[];

/** What is known of a group while it grows. */
interface Draft {
  producers: Array<{ layer: string; channels: Channels }>;
  consumers: Array<{ layer: string; channels: Channels }>;
  sums: string[];
  gates: string[];
  divisions: Division[];
  locks: Reason[];
}

const sumClasses = ['Add', 'Subtract', 'Average', 'Maximum', 'Minimum'];

/** Follows channels through the layers: which are the same one, and which stand in one tensor. */
class Flow {
  readonly outputs = new Map<string, Channels>();
  private readonly channels = new Classes();
  private readonly spaces = new Classes();
  /** The space that a channel was made in. */
  private readonly spaceOf: number[] = [];
  private readonly drafts: Draft[] = [];
  private readonly calls = new Map<string, { input: Channels; output: Channels }>();

  pass(layer: Layer, shapes: Shape[], outputShape: Shape): void {
    const inputs = layer.inputs.map((name) => this.outputs.get(name)!);
    const output = this.flow(layer, inputs, shapes, outputShape);
    this.outputs.set(layer.name, output);
    const [input = []] = inputs;
    const owner = this.calls.get(ownerOf(layer));
    if (owner) this.share(layer, owner, { input, output });
    else this.calls.set(layer.name, { input, output });
  }

  private flow(layer: Layer, inputs: Channels[], shapes: Shape[], outputShape: Shape): Channels {
    const count = channelsOf(outputShape);
    if (inputs.length === 0) return this.lock(this.make(layer, count), { code: 'image' });
    const [input = []] = inputs;
    const flow = kindOf(layer).channelFlow(layer.config, shapes);
    if (typeof flow === 'object') return this.passLocked(layer, inputs, count, flow.lock);
    switch (flow) {
      case 'mix':
        return this.mix(layer, input, count);
      case 'spread':
        return input.flatMap((channel) => Array<number>(count / input.length).fill(channel));
      case 'concatenate':
        for (const other of inputs) this.spaces.union(this.space(input), this.space(other));
        return inputs.flat();
      case 'reshape':
        return this.reshape(layer, input, outputShape);
      case 'keep':
        return this.tie(layer, inputs, count);
    }
  }

  private mix(layer: Layer, input: Channels, count: number): Channels {
    const made = this.make(layer, count);
    this.draftOf(input).consumers.push({ layer: layer.name, channels: input });
    const blocks = kindOf(layer).blocks(layer.config);
    if (blocks > 1)
      for (const channels of [input, made])
        this.draftOf(channels).divisions.push({ layer: layer.name, blocks: divided(channels, blocks) });
    return made;
  }

  private passLocked(layer: Layer, inputs: Channels[], count: number, lock: Lock): Channels {
    const by = { layer: layer.name, className: layer.className, lock };
    for (const input of inputs) this.lock(input, { code: 'locked-input', ...by });
    return this.lock(this.make(layer, count), { code: 'locked-output', ...by });
  }

  /** The same channel of several tensors is one; a tensor of one channel, repeated over many, must keep it. */
  private tie(layer: Layer, inputs: Channels[], count: number): Channels {
    const wide = inputs.filter(({ length }) => length === count);
    for (const input of inputs) if (input.length < count) this.lock(input, { code: 'repeated', layer: layer.name });
    const [first = []] = wide;
    for (const other of wide.slice(1)) {
      if (other.every((channel, index) => this.channels.find(channel) === this.channels.find(first[index]!))) continue;
      other.forEach((channel, index) => {
        this.channels.union(first[index]!, channel);
        this.spaces.union(this.spaceOf[first[index]!]!, this.spaceOf[channel]!);
      });
      const draft = this.draftOf(first);
      (sumClasses.includes(layer.className) ? draft.sums : draft.gates).push(layer.name);
    }
    return first;
  }

  /** Entry f of a sample is channel f mod c: each new channel must take all its entries from one old one. */
  private reshape(layer: Layer, input: Channels, outputShape: Shape): Channels {
    const count = channelsOf(outputShape);
    const size = outputShape.slice(1).reduce((product, length) => product * length, 1);
    const output = Array.from({ length: count }, (_, entry) => input[entry % input.length]!);
    for (let entry = count; entry < size; entry++)
      if (input[entry % input.length] !== output[entry % count])
        return this.passLocked(layer, [input], count, { code: 'reshapes' });
    return output;
  }

  /** A layer called twice has one kernel: its calls read the same channels and make the same ones. */
  private share(layer: Layer, owner: { input: Channels; output: Channels }, call: typeof owner): void {
    for (const end of ['input', 'output'] as const)
      call[end].forEach((channel, index) => {
        this.channels.union(owner[end][index]!, channel);
        this.spaces.union(this.spaceOf[owner[end][index]!]!, this.spaceOf[channel]!);
      });
    if (Object.keys(kindOf(layer).weightAxes).length > 0)
      this.lock(call.input, { code: 'shared', layer: ownerOf(layer) });
  }

  private make(layer: Layer, count: number): Channels {
    const space = this.spaces.add();
    const made = Array.from({ length: count }, () => {
      const channel = this.channels.add();
      this.spaceOf[channel] = space;
      return channel;
    });
    const producers = [{ layer: layer.name, channels: made }];
    this.drafts[space] = { producers, consumers: [], sums: [], gates: [], divisions: [], locks: [] };
    return made;
  }

  lock(channels: Channels, reason: Reason): Channels {
    this.draftOf(channels).locks.push(reason);
    return channels;
  }

  private space(channels: Channels): number {
    return this.spaces.find(this.spaceOf[channels[0]!]!);
  }

  private draftOf(channels: Channels): Draft {
    return this.drafts[this.spaceOf[channels[0]!]!]!;
  }

  graph(): ChannelGraph {
    const bySpace = new Map<number, Draft[]>();
    this.drafts.forEach((draft, space) => {
      const root = this.spaces.find(space);
      bySpace.set(root, [...(bySpace.get(root) ?? []), draft]);
    });
    const groups = new Map<number, ChannelGroup>();
    const numbers = new Map<number, number>();
    for (const [root, drafts] of bySpace) groups.set(root, this.group(drafts, numbers));
    const outputs = [...this.outputs].map(([layer, channels]) => {
      const group = groups.get(this.space(channels))!;
      return [
        layer,
        { group, channels: channels.map((channel) => numbers.get(this.channels.find(channel))!) },
      ] as const;
    });
    return { groups: [...groups.values()], outputs: new Map(outputs) };
  }

  /** Numbers the channels of a group, in the order of their producers, into `numbers`. */
  private group(drafts: Draft[], numbers: Map<number, number>): ChannelGroup {
    let count = 0;
    const numberedAll = (channels: Channels): Channels =>
      channels.map((channel) => {
        const root = this.channels.find(channel);
        if (!numbers.has(root)) numbers.set(root, count++);
        return numbers.get(root)!;
      });
    const numbered = ({ layer, channels }: Draft['producers'][number]): GroupPart => ({
      layer,
      channels: numberedAll(channels),
    });
    const producers = drafts.flatMap((draft) => draft.producers).map(numbered);
    const consumers = drafts.flatMap((draft) => draft.consumers).map(numbered);
    const divisions = drafts
      .flatMap((draft) => draft.divisions)
      .map(({ layer, blocks }) => ({ layer, blocks: blocks.map(numberedAll) }));
    const sets = producers.map(({ channels }) => channels);
    const { blocks, locked: cannotDivide } = commonBlocks(count, sets, divisions);
    const locked = drafts.flatMap(({ locks }) => locks)[0] ?? cannotDivide;
    return {
      name: producers[0]?.layer ?? '',
      channels: count,
      producers,
      consumers,
      sums: drafts.flatMap(({ sums }) => sums),
      gates: drafts.flatMap(({ gates }) => gates),
      blocks,
      ...(locked ? { locked } : {}),
    };
  }
}

/** Neighbours, in so many blocks. */
function divided(channels: Channels, blocks: number): Channels[] {
  const size = channels.length / blocks;
  return Array.from({ length: blocks }, (_, block) => channels.slice(block * size, (block + 1) * size));
}
