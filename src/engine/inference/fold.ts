import * as tf from '@tensorflow/tfjs';
import { batchNormAffine } from '../network/layers/batchNormalization';
import { isPlainConvolution } from '../network/layers/conv2d';
import { depthwiseSchema } from '../network/layers/convolutions';
import { type FusedActivation, frozenClasses } from '../network/layers/frozen';
import { filled, type Layer, type Network, ownerOf, weightKeys, weightOf } from '../network/network';

/**
 * The network as inference computes it, and as a frozen tail is differentiated: batch norms folded into the
 * convolutions before them, ReLUs fused, weights without gradients. Layers that remain compute what they did under
 * their names. The caller owns it.
 *
 * @param whole a layer to leave as it is
 */
export function foldFrozen(network: Network, whole?: string): Network {
  const fused = fusionsOf(network, whole);
  const gone = goneIn(fused);
  return filled({ ...network, layers: layersOf(network, fused), weights: new Map() }, ({ weights }) => {
    for (const layer of network.layers) {
      const run = fused.get(layer.name);
      if (run) {
        for (const [weight, tensor] of Object.entries(tf.tidy(() => fusedWeights(network, run))))
          weights.set(`${layer.name}/${weight}`, tf.keep(tensor));
      } else if (!gone.has(layer.name))
        for (const key of weightKeys(network, ownerOf(layer)))
          weights.set(`${layer.name}${key.slice(key.lastIndexOf('/'))}`, tf.keep(tf.clone(network.weights.get(key)!)));
    }
  });
}

type Graph = Pick<Network, 'layers' | 'output'>;

/** The layers that `foldFrozen` makes of a network's. */
export const foldedLayers = (graph: Graph, whole?: string): Layer[] => layersOf(graph, fusionsOf(graph, whole));

function layersOf({ layers }: Graph, fused: ReadonlyMap<string, Fused>): Layer[] {
  const gone = goneIn(fused);
  return layers.flatMap((layer): Layer[] => {
    const run = fused.get(layer.name);
    if (run) return [fusedLayer(layer.name, run)];
    if (gone.has(layer.name)) return [];
    const { shares: _, ...own } = layer;
    return [own];
  });
}

/** The runs of layers that become one, by the name of the last. */
function fusionsOf(graph: Graph, whole: string | undefined): Map<string, Fused> {
  const fused = new Map<string, Fused>();
  const taken = new Set<string>();
  for (const layer of graph.layers) {
    if (layer.name === whole || taken.has(layer.name)) continue;
    const run = fuse(graph, layer);
    if (!run) continue;
    fused.set(run.end, run);
    for (const member of run.members) taken.add(member);
  }
  return fused;
}

/** Layers that are no more once runs have become their last ones. */
const goneIn = (fused: ReadonlyMap<string, Fused>): Set<string> =>
  new Set([...fused.values()].flatMap(({ members, end }) => members.filter((member) => member !== end)));

/** A run of layers that one kernel computes: a convolution, a batch norm or both, and a ReLU. */
interface Fused {
  readonly conv?: Layer;
  readonly batchNorm?: Layer;
  readonly activation: FusedActivation;
  /** The means over all positions are taken of it: an auxiliary head. */
  readonly isPooled: boolean;
  /** Names of them all, the last of which puts out what they all do. */
  readonly members: readonly string[];
  readonly end: string;
}

function fuse(network: Graph, first: Layer): Fused | undefined {
  const conv = isPlainConvolution(first) || isPlainDepthwise(first) ? first : undefined;
  const second = conv ? soleReader(network, conv.name) : first;
  const batchNorm = second?.className === 'BatchNormalization' ? second : undefined;
  const last = batchNorm ?? conv;
  if (!last) return undefined;
  const reader = soleReader(network, last.name);
  const activation = reader && fusedActivationOf(reader);
  const rectified = reader && activation ? reader : last;
  const pooling = !conv && activation === 'relu' ? soleReader(network, rectified.name) : undefined;
  const isPooled = pooling?.className === 'GlobalAveragePooling2D' && !pooling.config.keepdims;
  const end = isPooled ? pooling : rectified;
  return {
    ...(conv ? { conv } : {}),
    ...(batchNorm ? { batchNorm } : {}),
    activation: activation ?? 'linear',
    isPooled,
    members: [...new Set([first, last, rectified, end].map(({ name }) => name))],
    end: end.name,
  };
}

function fusedActivationOf({ className, config }: Layer): FusedActivation | undefined {
  if (className === 'Activation')
    return config.activation === 'relu' || config.activation === 'relu6' ? config.activation : undefined;
  if (className !== 'ReLU' || config.negative_slope) return undefined;
  if (config.max_value == null) return 'relu';
  return config.max_value === 6 ? 'relu6' : undefined;
}

const isDepthwise = ({ className }: Layer): boolean => className === 'DepthwiseConv2D';

/** A depthwise convolution without dilation. */
const isPlainDepthwise = (layer: Layer): boolean =>
  isDepthwise(layer) && depthwiseSchema.parse(layer.config).dilation_rate.every((rate) => rate === 1);

/** The only layer that reads a layer, if nothing else asks for its output. */
export function soleReader(network: Graph, name: string): Layer | undefined {
  const readers = network.layers.filter(({ inputs }) => inputs.includes(name));
  return name !== network.output && readers.length === 1 ? readers[0] : undefined;
}

function fusedLayer(name: string, { conv, batchNorm, activation, isPooled }: Fused): Layer {
  const inputs = (conv ?? batchNorm)?.inputs ?? [];
  if (isPooled) return { name, className: frozenClasses.meanRelu, config: {}, inputs };
  if (!conv) return { name, className: frozenClasses.affine, config: { activation }, inputs };
  const className = isDepthwise(conv) ? frozenClasses.depthwise : frozenClasses.conv2d;
  return { name, className, config: { ...conv.config, use_bias: true, activation }, inputs };
}

function fusedWeights(network: Network, { conv, batchNorm, isPooled }: Fused): Record<string, tf.Tensor> {
  const affine = batchNorm && batchNormAffine(batchNorm.config, (name) => weightOf(network, ownerOf(batchNorm), name));
  if (isPooled && affine) return { factors: tf.stack([affine.scale, affine.shift]) };
  if (!conv) return { ...affine };
  const name = isDepthwise(conv) ? 'depthwise_kernel' : 'kernel';
  const kernel = weightOf(network, ownerOf(conv), name);
  const [, , channels = 1, filters = 1] = kernel.shape;
  const outputs = isDepthwise(conv) ? channels * filters : filters;
  const bias = network.weights.get(`${ownerOf(conv)}/bias`) ?? tf.zeros([outputs]);
  if (!affine) return { [name]: tf.clone(kernel), bias: tf.clone(bias) };
  const scale = isDepthwise(conv) ? tf.reshape(affine.scale, [channels, filters]) : affine.scale;
  return { [name]: tf.mul(kernel, scale), bias: tf.add(tf.mul(bias, affine.scale), affine.shift) };
}
