import { type Network, ownerOf } from '../network/network';

/** Where a bias that a layer's output gets is kept: the weight's key, and what the bias is multiplied by there. */
export interface BiasHome {
  readonly key: string;
  readonly sign: 1 | -1;
}

/**
 * A layer's own bias; without one the moving mean of the batch norm behind it, from which the bias is taken away, where
 * nothing else reads the layer and nothing else the batch norm's weights. Undefined if it has neither.
 */
export function biasHome(network: Network, layer: string): BiasHome | undefined {
  if (network.weights.has(`${layer}/bias`)) return { key: `${layer}/bias`, sign: 1 };
  const readers = network.layers.filter(({ inputs }) => inputs.includes(layer));
  const [reader] = readers;
  const isOutput = [network.output, ...(network.otherOutputs ?? [])].includes(layer);
  if (!reader || readers.length > 1 || isOutput || reader.className !== 'BatchNormalization') return undefined;
  const isShared = [layer, reader.name].some(
    (name) => network.layers.filter((other) => ownerOf(other) === name).length !== 1,
  );
  const key = `${reader.name}/moving_mean`;
  return isShared || !network.weights.has(key) ? undefined : { key, sign: -1 };
}
