import { LayerChain } from '../network/build';
import { upTo } from '../network/execute';
import { channelsOf } from '../network/layers/kind';
import { logitsLayer, type Network } from '../network/network';
import { outputShapes } from '../network/shapes';
import type { Random } from '../random';

/** An auxiliary head, a network of its own that reads the output of layer `at`. The caller owns it. */
export interface AuxiliaryHead {
  readonly at: string;
  readonly network: Network;
}

/** Eq 4: F^p = AvgPool(ReLU(BN(O^p))), and theta^T F^p behind it: [N, h, w, n_p] to [N, classes]. */
export function buildHead(network: Network, at: string, random: Random): AuxiliaryHead {
  const shapes = outputShapes(network);
  const head = new LayerChain(shapes.get(at)!.slice(1))
    .append('bn', 'BatchNormalization', { momentum: 0.9 })
    .append('relu', 'ReLU')
    .append('gap', 'GlobalAveragePooling2D')
    .append('theta', 'Dense', { units: channelsOf(shapes.get(network.output)!), use_bias: false })
    .build(`auxiliary head at ${at}`, random);
  return { at, network: head };
}

/**
 * The network as the loss of a stage sees it: up to the head and through it, or up to its own logits without one.
 * Shares the weights of both, which stay their owners'.
 */
export function stageNetwork(network: Network, head: AuxiliaryHead | undefined): Network {
  if (!head) return upTo(network, logitsLayer(network));
  const { name: prefix, input, output, layers, weights } = head.network;
  const rename = (name: string) => (name === input ? head.at : `${prefix}/${name}`);
  const whole: Network = {
    ...network,
    layers: [
      ...network.layers,
      ...layers
        .filter(({ name }) => name !== input)
        .map((layer) => ({ ...layer, name: rename(layer.name), inputs: layer.inputs.map(rename) })),
    ],
    weights: new Map([...network.weights, ...[...weights].map(([key, tensor]) => [rename(key), tensor] as const)]),
  };
  return upTo(whole, rename(output));
}
