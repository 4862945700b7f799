import { layersBetween } from '../network/execute';
import { sampleSize } from '../network/layers/kind';
import type { Network } from '../network/network';
import { outputShapes } from '../network/shapes';
import { passCostOf } from './layerCosts';

type Graph = Pick<Network, 'layers' | 'output'>;

/** Bytes of a float32. */
const float = 4;

/** Threads that the wasm backend starts at most; each has a padded image of its own. */
const mostThreads = 4;

/** Bytes of what each layer puts out for one image. */
export const outputBytes = (graph: Pick<Network, 'layers'>): Map<string, number> =>
  new Map([...outputShapes(graph)].map(([name, shape]) => [name, float * sampleSize(shape)]));

type Pass = 'forward' | 'gradient';

/** What passes through a network take in memory, in bytes for each image. */
export class PassSizes {
  /** @param outputs of at least the graph's layers: folding does not change what layers put out */
  constructor(
    readonly graph: Graph,
    private readonly outputs: ReadonlyMap<string, number> = outputBytes(graph),
  ) {}

  /** What some layers put out. */
  outputOf(...names: readonly string[]): number {
    return names.reduce((total, name) => total + (this.outputs.get(name) ?? 0), 0);
  }

  /** A forward pass: nothing is freed before its end. @param fed layers whose outputs are there; none: the images */
  forward(fetches: readonly string[] = [this.graph.output], fed: readonly string[] = []): number {
    return this.sum(fetches, fed, 'forward');
  }

  /** A forward and a backward pass. */
  gradient(fetches: readonly string[] = [this.graph.output], fed: readonly string[] = []): number {
    return Math.max(this.forward(fetches, fed), this.sum(fetches, fed, 'gradient'));
  }

  /** The layer that takes most of a pass. */
  largestLayer(pass: Pass): string {
    const [first] = this.graph.layers.toSorted((a, b) => this.sizeOf(b, pass) - this.sizeOf(a, pass));
    return first?.name ?? this.graph.output;
  }

  /** Workspaces of kernels, a padded image for each thread: bytes, whatever the batch. */
  workspaces(): number {
    const inputs = this.graph.layers.map((layer) => this.outputOf(...layer.inputs.slice(0, 1)));
    return 2 * mostThreads * Math.max(0, ...inputs);
  }

  private sum(fetches: readonly string[], fed: readonly string[], pass: Pass): number {
    const needed = layersBetween(this.graph, new Set(fed), fetches);
    return this.graph.layers
      .filter(({ name }) => needed.has(name))
      .reduce((total, layer) => total + this.sizeOf(layer, pass), 0);
  }

  private sizeOf(layer: Graph['layers'][number], pass: Pass): number {
    const cost = passCostOf(layer)[pass];
    const inputs = this.outputOf(...layer.inputs);
    return cost.outputs * this.outputOf(layer.name) + cost.inputs * inputs;
  }
}

/** Bytes of all weights. */
export const weightBytes = ({ weights }: Network): number =>
  [...weights.values()].reduce((total, { size }) => total + float * size, 0);

/** Bytes of the largest weight. */
export const largestWeight = ({ weights }: Network): number =>
  float * Math.max(0, ...[...weights.values()].map(({ size }) => size));
