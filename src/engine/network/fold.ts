import * as tf from '@tensorflow/tfjs';
import { batchNormAffine } from './layers/batchNormalization';
import type { Layer, Network } from './network';
import { layerOf, weightKeys, weightOf } from './network';

/** A convolution and what can be computed with it in one kernel: a frozen batch norm and a ReLU right behind it. */
export interface Fusion {
  readonly conv: Layer;
  readonly batchNorm?: Layer;
  readonly activation: 'linear' | 'relu';
  /** The last layer fused: its output is the output of them all. */
  readonly end: string;
}

/** What convolution `name` fuses with; only layers that alone read the one before them. */
export function fusionOf(network: Pick<Network, 'layers' | 'output'>, name: string): Fusion {
  const conv = network.layers.find((layer) => layer.name === name);
  if (!conv) throw new Error(`no layer "${name}"`);
  const { activation } = conv.config;
  if (activation && activation !== 'linear')
    return { conv, activation: 'linear', end: name, ...(activation === 'relu' ? { activation } : {}) };
  const reader = soleReader(network, name);
  const batchNorm = reader?.className === 'BatchNormalization' ? reader : undefined;
  const next = batchNorm ? soleReader(network, batchNorm.name) : reader;
  const isRelu = next?.className === 'ReLU' || (next?.className === 'Activation' && next.config.activation === 'relu');
  return {
    conv,
    ...(batchNorm ? { batchNorm } : {}),
    activation: isRelu ? 'relu' : 'linear',
    end: (isRelu ? next : (batchNorm ?? conv)).name,
  };
}

function soleReader(network: Pick<Network, 'layers' | 'output'>, name: string): Layer | undefined {
  const readers = network.layers.filter(({ inputs }) => inputs.includes(name));
  return name !== network.output && readers.length === 1 ? readers[0] : undefined;
}

/**
 * The factor and the offset by which a fused batch norm changes the convolution's filters and bias, [filters] each;
 * absent without one. The caller owns them (tidy).
 */
export function fusedAffine(network: Network, { batchNorm }: Fusion): { scale: tf.Tensor; shift: tf.Tensor } | undefined {
  if (!batchNorm) return undefined;
  return batchNormAffine(batchNorm.config, (weight) => weightOf(network, batchNorm.name, weight));
}

/**
 * The network as inference computes it: batch norms folded into the convolutions before them, ReLUs fused. Layers that
 * remain compute what they did under their names. The caller owns it.
 */
export function foldFrozen(network: Network): Network {
  const gone = new Set<string>();
  const fusedAt = new Map<string, Fusion>();
  for (const { name, className } of network.layers) {
    if (className !== 'Conv2D') continue;
    const fusion = fusionOf(network, name);
    if (fusion.end === name) continue;
    fusedAt.set(fusion.end, fusion);
    gone.add(name);
    if (fusion.batchNorm && fusion.batchNorm.name !== fusion.end) gone.add(fusion.batchNorm.name);
  }
  const weights = new Map<string, tf.Tensor>();
  const layers = network.layers.flatMap((layer): Layer[] => {
    if (gone.has(layer.name)) return [];
    const fusion = fusedAt.get(layer.name);
    if (!fusion) {
      for (const key of weightKeys(network, layer.name)) weights.set(key, tf.keep(tf.clone(network.weights.get(key)!)));
      return [layer];
    }
    const { kernel, bias } = tf.tidy(() => fusedWeights(network, fusion));
    weights.set(`${layer.name}/kernel`, tf.keep(kernel));
    weights.set(`${layer.name}/bias`, tf.keep(bias));
    const config = { ...fusion.conv.config, name: layer.name, use_bias: true, activation: fusion.activation };
    return [{ name: layer.name, className: 'Conv2D', config, inputs: fusion.conv.inputs }];
  });
  return { ...network, layers, weights };
}

function fusedWeights(network: Network, fusion: Fusion): { kernel: tf.Tensor; bias: tf.Tensor } {
  const { name } = layerOf(network, fusion.conv.name);
  const kernel = weightOf(network, name, 'kernel');
  const bias = network.weights.get(`${name}/bias`) ?? tf.zeros([kernel.shape[3] ?? 0]);
  const affine = fusedAffine(network, fusion);
  if (!affine) return { kernel: tf.clone(kernel), bias: tf.clone(bias) };
  return { kernel: tf.mul(kernel, affine.scale), bias: tf.add(tf.mul(bias, affine.scale), affine.shift) };
}
