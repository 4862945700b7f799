import { InputError } from '../errors';
import { upTo } from './execute';
import { channelsOf } from './layers/kind';
import { internalClasses } from './layers/logits';
import { type Layer, layerOf, type Network } from './network';
import { outputShapes } from './shapes';

/** What the network's last layer makes of its class scores: shares that add up to 1, or a yes or no for each. */
export type OutputKind = 'softmax' | 'sigmoid';

const passing = new Set(['Flatten', 'Reshape', 'Dropout']);

const activationOf = ({ className, config }: Layer): unknown =>
  className === 'Softmax' ? 'softmax' : className === 'Activation' ? config.activation : undefined;

/** The softmax or sigmoid at the end of a network, if it has one; layers that only reshape may follow it. */
function endActivation(network: Network): Layer | undefined {
  let layer = layerOf(network, network.output);
  while (passing.has(layer.className) && layer.inputs[0]) layer = layerOf(network, layer.inputs[0]);
  const name = activationOf(layer);
  return name === 'softmax' || name === 'sigmoid' ? layer : undefined;
}

interface View {
  readonly network: Pick<Network, 'layers' | 'output'>;
  readonly kind: OutputKind;
}

/** By the layers that they are made of: every training step asks for them. */
const known = new WeakMap<readonly Layer[], View>();

function viewOf(network: Network): View {
  const view = known.get(network.layers) ?? build(network);
  known.set(network.layers, view);
  return view;
}

/** A sigmoid unit alone tells two classes apart, which a softmax of two scores does as well. */
export const outputKind = (network: Network): OutputKind => viewOf(network).kind;

/**
 * The network as losses read it: up to its class scores, [N, classes], without the softmax or sigmoid at the end; a
 * single sigmoid unit gives the scores of two classes. It shares the weights.
 */
export const logitsNetwork = (network: Network): Network => ({ ...network, ...viewOf(network).network });

/** How many classes a network tells apart. */
export function classCount(network: Network): number {
  const { layers, output } = logitsNetwork(network);
  return channelsOf(outputShapes({ layers }).get(output)!);
}

function build(network: Network): View {
  const end = endActivation(network);
  const whole = upTo(network, network.output);
  const before = end?.inputs[0] ?? network.output;
  const rewired = (name: string) => (name === end?.name ? before : name);
  const layers = whole.layers
    .filter(({ name }) => name !== end?.name)
    .map((layer) => ({ ...layer, inputs: layer.inputs.map(rewired) }));
  let output = rewired(network.output);
  const append = (name: string, className: string) => {
    layers.push({ name, className, config: {}, inputs: [output] });
    output = name;
  };
  const [, ...shape] = outputShapes({ layers }).get(output)!;
  if (shape.length > 1) {
    if (shape.slice(0, -1).some((size) => size !== 1))
      throw new InputError('network.rows', { network: network.name, shape: shape.join() });
    append('logits/flat', 'Flatten');
  }
  const isSigmoid = end !== undefined && activationOf(end) === 'sigmoid';
  const isBinary = isSigmoid && shape.at(-1) === 1;
  if (isBinary) append('logits/binary', internalClasses.binaryLogits);
  return { network: { layers, output }, kind: isSigmoid && !isBinary ? 'sigmoid' : 'softmax' };
}
