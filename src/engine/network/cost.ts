import { kindOf } from './layers';
import { isStatistic, type Network } from './network';
import { inputShapes, outputShapes } from './shapes';

export interface Cost {
  /** Trained weights: all but averages of what the network has seen, as the paper counts. */
  params: number;
  /** Multiply-adds for one image of convolutions, dense layers and batch norms (one an entry), as the paper counts. */
  flops: number;
  /** Bytes of all weights as float32. */
  bytes: number;
}

export function costOf(network: Network): Cost {
  const shapes = outputShapes(network);
  const flops = network.layers.reduce((total, layer) => {
    const [input] = inputShapes(layer.inputs, shapes);
    return input ? total + kindOf(layer).flops(layer.config, input, shapes.get(layer.name)!) : total;
  }, 0);
  let params = 0;
  let bytes = 0;
  for (const [key, { size }] of network.weights) {
    bytes += 4 * size;
    if (!isStatistic(key)) params += size;
  }
  return { params, flops, bytes };
}
