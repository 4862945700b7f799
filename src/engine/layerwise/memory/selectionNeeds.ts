import type { PrunableGroup } from '../../channels/prunableGroups';
import { foldedLayers } from '../../inference/fold';
import { outputBytes, PassSizes } from '../../memory/estimate';
import { sideInputs, upTo } from '../../network/execute';
import { sampleSize } from '../../network/layers/kind';
import { logitsNetwork } from '../../network/logits';
import { layerOf, type Network } from '../../network/network';
import { convolutionsOf } from '../convolution';
import { tileBytes } from '../inputForms';
import { featureCount } from '../moments';
import { frontier } from '../samples';

/** What stays in memory of every sample while a layer's channels are selected. */
export interface Keeping {
  /** The input's Winograd tiles, where they suit, instead of the input itself. */
  readonly tiles: boolean;
  /** What the next layers read, so that their inputs are not computed from the images on. */
  readonly prefix: boolean;
}

/** All ways, the fastest first. */
export const keepings = [
  { tiles: true, prefix: true },
  { tiles: true, prefix: false },
  { tiles: false, prefix: true },
  { tiles: false, prefix: false },
] as const satisfies readonly Keeping[];

/** What the selection of a prunable layer takes, in bytes for each image. */
export interface SelectionNeed {
  readonly layer: string;
  /** The layers that select. */
  readonly readers: readonly string[];
  kept(keeping: Keeping): number;
  /** In hand while an image whose inputs are kept is prepared or passes through the tail. */
  readonly inHand: number;
  /** In hand while an image that is computed anew passes through everything. */
  readonly computed: number;
}

/** A group with the layer whose output the loss reads that selects its channels; absent if it is the network's own. */
export interface SelectedGroup extends Pick<PrunableGroup, 'id' | 'readers'> {
  readonly lossAt: string | undefined;
}

/** What each group's selection takes. @param samples images that channels are selected on */
export function selectionNeeds(network: Network, groups: readonly SelectedGroup[], samples: number): SelectionNeed[] {
  const whole = logitsNetwork(network);
  const convolutionOf = convolutionsOf(network);
  const outputs = outputBytes(whole);
  return groups.map(({ id: layer, readers, lossAt }): SelectionNeed => {
    const parts = readers.map((reader) => readerNeed(whole, outputs, reader.layer, lossAt, inputNeed(reader.layer)));
    const largest = (what: (part: ReaderNeed) => number) => Math.max(...parts.map(what));
    return {
      layer,
      readers: readers.map((reader) => reader.layer),
      kept: (keeping) =>
        parts.reduce((total, part) => total + part.kept(keeping), 0) +
        (keeping.prefix ? largest(({ prefix }) => prefix) : 0),
      inHand: largest(({ inHand }) => inHand),
      computed: largest(({ computed }) => computed),
    };
  });

  function inputNeed(layer: string): InputNeed {
    const convolution = convolutionOf(layer);
    const shape = [-1, ...convolution.size, convolution.channels];
    const bytes = tileBytes(convolution, shape, samples);
    const x = 4 * sampleSize(shape);
    return { x, making: convolution.making * x, tiles: bytes === undefined ? undefined : bytes / samples };
  }
}

/** The most bytes that a kernel of zeros around a grouped convolution's takes, with what comes of it and its gradients. */
export function denseKernelBytes(network: Network, groups: readonly SelectedGroup[]): number {
  const convolutionOf = convolutionsOf(network);
  const copies = 4;
  const bytes = groups.flatMap(({ readers }) =>
    readers.map(({ layer }) => {
      const { blocks, filters, ...convolution } = convolutionOf(layer);
      return blocks === 1 ? 0 : 4 * copies * featureCount(convolution) * filters;
    }),
  );
  return Math.max(0, ...bytes);
}

/** Bytes for each image of a layer's input as its channels are selected by it. */
interface InputNeed {
  readonly x: number;
  /** In hand, besides, while it is made. */
  readonly making: number;
  /** As Winograd tiles, if they suit. */
  readonly tiles: number | undefined;
}

/** Bytes for each image. */
interface ReaderNeed {
  /** Besides the prefix. */
  kept(keeping: Keeping): number;
  /** What the rest of both networks reads. */
  readonly prefix: number;
  readonly inHand: number;
  readonly computed: number;
}

function readerNeed(
  whole: Network,
  outputs: ReadonlyMap<string, number>,
  layer: string,
  lossAt: string | undefined,
  { x, making, tiles }: InputNeed,
): ReaderNeed {
  const staged = lossAt === undefined ? whole : upTo(whole, lossAt);
  const stage = new PassSizes({ layers: foldedLayers(staged, layer), output: staged.output }, outputs);
  const baseline = new PassSizes({ layers: foldedLayers(whole, layer), output: whole.output }, outputs);
  const [inputLayer = ''] = layerOf(whole, layer).inputs;
  const sideNames = sideInputs(stage.graph, layer);
  const [output, sides] = [stage.outputOf(layer), stage.outputOf(...sideNames)];
  const chosen = x;
  const head = lossAt === undefined ? 0 : 3 * stage.outputOf(lossAt);
  const tail = 2 * output + stage.gradient([staged.output], [layer, ...sideNames]) + head;
  const prefixes =
    making + Math.max(stage.forward([inputLayer, ...sideNames]), x + sides + output + baseline.forward([inputLayer]));
  const frontierOf = ({ graph }: PassSizes) => stage.outputOf(...new Set([...frontier(graph, layer), inputLayer]));
  const labels = stage.outputOf(whole.output);
  return {
    kept: (keeping) =>
      (keeping.tiles && tiles !== undefined ? tiles : x + chosen) + (keeping.prefix ? 0 : sides) + output + labels,
    prefix: frontierOf(stage) + frontierOf(baseline),
    inHand: x + Math.max(tail, prefixes),
    computed: x + chosen + sides + output + Math.max(tail, prefixes),
  };
}
