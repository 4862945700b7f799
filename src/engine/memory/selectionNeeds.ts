import { convolutionOf } from '../dcp/convolution';
import { windowBytes } from '../dcp/layerInput';
import { frontier } from '../dcp/samples';
import type { Stage } from '../dcp/stages';
import { sideInputs, upTo } from '../network/execute';
import { foldedLayers } from '../network/fold';
import { logitsNetwork } from '../network/logits';
import { layerOf, type Network } from '../network/network';
import { outputShapes } from '../network/shapes';
import { outputBytes, PassSizes } from './estimate';

/** What stays in memory of every sample while a layer's channels are selected. */
export interface Keeping {
  /** The input's Winograd windows, where they suit, instead of the input itself. */
  readonly windows: boolean;
  /** What the next layers read, so that their inputs are not computed from the images on. */
  readonly prefix: boolean;
}

/** All ways, the fastest first. */
export const keepings = [
  { windows: true, prefix: true },
  { windows: true, prefix: false },
  { windows: false, prefix: true },
  { windows: false, prefix: false },
] as const satisfies readonly Keeping[];

/** What the selection of a prunable layer takes, in bytes for each image. */
export interface SelectionNeed {
  readonly layer: string;
  /** The convolutions that select. */
  readonly members: readonly string[];
  kept(keeping: Keeping): number;
  /** In hand while an image whose inputs are kept is prepared or passes through the tail. */
  readonly inHand: number;
  /** In hand while an image that is computed anew passes through everything. */
  readonly computed: number;
}

/** What each layer's selection takes. @param samples images that channels are selected on */
export function selectionNeeds(network: Network, stages: readonly Stage[], samples: number): SelectionNeed[] {
  const whole = logitsNetwork(network);
  const shapes = outputShapes(whole);
  const outputs = outputBytes(whole);
  return stages.flatMap(({ lossAt, layers }) =>
    layers.map(({ layer, members }): SelectionNeed => {
      const parts = members.map((member) => memberNeed(whole, outputs, member.layer, lossAt, windowsOf(member.layer)));
      const largest = (what: (part: MemberNeed) => number) => Math.max(...parts.map(what));
      return {
        layer,
        members: members.map((member) => member.layer),
        kept: (keeping) =>
          parts.reduce((total, part) => total + part.kept(keeping), 0) +
          (keeping.prefix ? largest(({ prefix }) => prefix) : 0),
        inHand: largest(({ inHand }) => inHand),
        computed: largest(({ computed }) => computed),
      };
    }),
  );

  function windowsOf(layer: string): number | undefined {
    const [input = ''] = layerOf(whole, layer).inputs;
    const bytes = windowBytes(convolutionOf(whole, layer), shapes.get(input)!, samples);
    return bytes === undefined ? undefined : bytes / samples;
  }
}

/** Bytes for each image. */
interface MemberNeed {
  /** Besides the prefix. */
  kept(keeping: Keeping): number;
  /** What the rest of both networks reads. */
  readonly prefix: number;
  readonly inHand: number;
  readonly computed: number;
}

/** @param windows bytes of the input's Winograd windows, if they suit */
function memberNeed(
  whole: Network,
  outputs: ReadonlyMap<string, number>,
  layer: string,
  lossAt: string | undefined,
  windows: number | undefined,
): MemberNeed {
  const staged = lossAt === undefined ? whole : upTo(whole, lossAt);
  const stage = new PassSizes({ layers: foldedLayers(staged, layer), output: staged.output }, outputs);
  const baseline = new PassSizes({ layers: foldedLayers(whole, layer), output: whole.output }, outputs);
  const [inputLayer = ''] = layerOf(whole, layer).inputs;
  const sideNames = sideInputs(stage.graph, layer);
  const [input, output, sides] = [stage.outputOf(inputLayer), stage.outputOf(layer), stage.outputOf(...sideNames)];
  const chosen = input;
  const head = lossAt === undefined ? 0 : 3 * stage.outputOf(lossAt);
  const tail = 2 * output + stage.gradient([staged.output], [layer, ...sideNames]) + head;
  const prefixes = Math.max(
    stage.forward([inputLayer, ...sideNames]),
    input + sides + output + baseline.forward([inputLayer]),
  );
  const frontierOf = ({ graph }: PassSizes) => stage.outputOf(...new Set([...frontier(graph, layer), inputLayer]));
  const labels = stage.outputOf(whole.output);
  return {
    kept: (keeping) =>
      (keeping.windows && windows !== undefined ? windows : input + chosen) +
      (keeping.prefix ? 0 : sides) +
      output +
      labels,
    prefix: frontierOf(stage) + frontierOf(baseline),
    inHand: input + Math.max(tail, prefixes),
    computed: input + chosen + sides + output + Math.max(tail, prefixes),
  };
}
