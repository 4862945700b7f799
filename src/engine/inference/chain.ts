import * as tf from '@tensorflow/tfjs';
import { hasCustomKernel } from '../backend/customKernels';
import { geometryOf } from '../backend/wasm/geometry';
import { type ChainStep, chainSize } from '../backend/wasm/imageChain';
import { suitsWinograd } from '../backend/wasm/winogradImages';
import { conv2dSchema } from '../network/layers/conv2d';
import { frozenClasses, fusedActivation } from '../network/layers/frozen';
import { tilesExactly, windowPoolSchema } from '../network/layers/pooling';
import type { Layer, Network, Shape } from '../network/network';
import { outputShapes } from '../network/shapes';
import { foldedLayers, foldFrozen, soleReader } from './fold';

/** Floats that an image may take on its way through a chain: four images are in it at a time, and in a core's cache. */
const largestChain = 2 ** 18;

/** From how many images on a convolution that Winograd's way suits is faster outside a chain. */
const manyImages = 4;

/**
 * `foldFrozen` for inference alone, without gradients: where the backend can, images run through chains of layers.
 *
 * @param images that it will be given at a time
 */
export function foldForInference(network: Network, images = manyImages): Network {
  const folded = foldFrozen(network);
  return hasCustomKernel('imageChain') ? chainLayers(folded, images) : folded;
}

interface Run {
  readonly layers: Layer[];
  readonly steps: ChainStep[];
}

interface Chain extends Run {
  /** Of an image. */
  readonly outShape: Shape;
}

type Graph = Pick<Network, 'layers' | 'output'>;

/** The layers of `foldForInference`. */
export function inferenceLayers(graph: Graph): Layer[] {
  const folded = { layers: foldedLayers(graph), output: graph.output };
  return hasCustomKernel('imageChain') ? chained(folded, chainsIn(folded, manyImages)) : folded.layers;
}

/** A network that takes over another's weights. */
function chainLayers(network: Network, images: number): Network {
  const chains = chainsIn(network, images);
  const weights = new Map(network.weights);
  for (const [name, { layers }] of chains)
    for (const [index, step] of layers.entries())
      for (const weight of ['kernel', 'bias']) {
        const tensor = network.weights.get(`${step.name}/${weight}`);
        if (!tensor) continue;
        weights.delete(`${step.name}/${weight}`);
        weights.set(`${name}/${index}.${weight}`, tensor);
      }
  return { ...network, layers: chained(network, chains), weights };
}

function chained({ layers }: Graph, chains: ReadonlyMap<string, Chain>): Layer[] {
  const inChains = new Set([...chains.values()].flatMap((chain) => chain.layers.map(({ name }) => name)));
  return layers.flatMap((layer): Layer[] => {
    const chain = chains.get(layer.name);
    if (!chain) return inChains.has(layer.name) ? [] : [layer];
    const config = { steps: chain.steps, outShape: chain.outShape };
    return [{ name: layer.name, className: frozenClasses.chain, config, inputs: chain.layers[0]!.inputs }];
  });
}

/** The chains of a network by their last layers. */
function chainsIn(graph: Graph, images: number): Map<string, Chain> {
  const shapes = outputShapes(graph);
  return new Map(
    chainsOf(graph, shapes, images).map((chain) => {
      const end = chain.layers.at(-1)!.name;
      return [end, { ...chain, outShape: shapes.get(end)!.slice(1) }];
    }),
  );
}

/** The longest runs of two layers and more, each of which alone reads the one before. */
function chainsOf(network: Graph, shapes: ReadonlyMap<string, Shape>, images: number): Run[] {
  const ending = new Map<string, Run>();
  for (const layer of network.layers) {
    const [input] = layer.inputs;
    const step = input === undefined ? undefined : stepOf(layer, shapes.get(input)!, shapes.get(layer.name)!);
    if (!step || input === undefined || (images >= manyImages && isFasterAlone(step))) continue;
    const before = soleReader(network, input) === layer ? ending.get(input) : undefined;
    const steps = [...(before?.steps ?? []), step];
    const grows = before && chainSize(steps) <= largestChain;
    if (grows) ending.delete(input);
    ending.set(layer.name, grows ? { layers: [...before.layers, layer], steps } : { layers: [layer], steps: [step] });
  }
  return [...ending.values()].filter(({ layers }) => layers.length > 1);
}

const isFasterAlone = ({ operation, inShape, outShape, ...geometry }: ChainStep): boolean =>
  operation === 'convolution' && suitsWinograd(geometry, inShape[2], [1, ...outShape]);

const frozenConvSchema = conv2dSchema
  .pick({ kernel_size: true, strides: true, padding: true })
  .extend({ activation: fusedActivation });

/** A layer as a step of a chain; undefined if it cannot be one. */
function stepOf({ className, config }: Layer, input: Shape, output: Shape): ChainStep | undefined {
  const inShape = imageShape(input);
  const outShape = imageShape(output);
  if (!inShape || !outShape) return undefined;
  const plain = {
    inShape,
    outShape,
    stride: [1, 1],
    padBefore: [0, 0],
    activation: 'linear',
  } satisfies Partial<ChainStep>;
  if (className === frozenClasses.conv2d) {
    const { kernel_size, strides, padding, activation } = frozenConvSchema.parse(config);
    const info = tf.backend_util.computeConv2DInfo(
      [1, ...inShape],
      [...kernel_size, inShape[2], outShape[2]],
      strides,
      1,
      padding,
    );
    return { ...plain, operation: 'convolution', ...geometryOf(info), activation };
  }
  if (className === 'Dense' && config.use_bias !== false) return { ...plain, operation: 'convolution', kernel: [1, 1] };
  if (className === 'GlobalAveragePooling2D') return { ...plain, operation: 'mean', kernel: [inShape[0], inShape[1]] };
  if (className !== 'MaxPooling2D') return undefined;
  const { pool_size: kernel, strides } = windowPoolSchema.parse(config);
  const stride = strides ?? kernel;
  return tilesExactly(input, kernel, stride) ? { ...plain, operation: 'maxPool', kernel, stride } : undefined;
}

/** [height, width, channels]; undefined for what is neither images nor rows of features. */
function imageShape([, ...sizes]: Shape): [number, number, number] | undefined {
  const [first, width, channels] = sizes;
  if (sizes.length === 1 && first !== undefined) return [1, 1, first];
  return sizes.length === 3 && first !== undefined && width !== undefined && channels !== undefined
    ? [first, width, channels]
    : undefined;
}
