import { LayerChain } from '../network/build';
import { channelsOf } from '../network/layers/kind';
import type { Network } from '../network/network';
import { outputShapes } from '../network/shapes';
import type { Random } from '../random';

/** An auxiliary head of Eq 4 and 5, a network of its own that reads the output of layer `at`. The caller owns it. */
export interface AuxiliaryHead {
  readonly at: string;
  readonly network: Network;
}

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
