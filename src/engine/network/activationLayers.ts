import type { Layer } from './network';

const suffix = '/activation';

/** Classes that carry an activation in their configuration. */
const carriers = [
  'Conv2D',
  'Convolution2D',
  'Conv1D',
  'DepthwiseConv2D',
  'SeparableConv2D',
  'Conv2DTranspose',
  'Dense',
];

const isLinear = (activation: unknown): boolean => activation == null || activation === 'linear';

/**
 * Every activation as a layer of its own, so that a convolution's output is what its equations say: layer "a" with an
 * activation becomes "a" without it and "a/activation", which all that read "a" read in its place.
 */
export function splitActivations(layers: readonly Layer[]): Layer[] {
  const split = new Set(layers.filter(carriesActivation).map(({ name }) => name));
  const rename = (name: string) => (split.has(name) ? name + suffix : name);
  return layers.flatMap((layer) => {
    const inputs = layer.inputs.map(rename);
    if (!split.has(layer.name)) return [{ ...layer, inputs }];
    const { activation, ...config } = layer.config;
    return [
      { ...layer, inputs, config: { ...config, activation: 'linear' } },
      { name: layer.name + suffix, className: 'Activation', config: { activation }, inputs: [layer.name] },
    ];
  });
}

const carriesActivation = ({ className, config }: Layer): boolean =>
  carriers.includes(className) && !isLinear(config.activation);

/** Undoes `splitActivations`, for writing. */
export function joinActivations(layers: readonly Layer[]): Layer[] {
  const activations = new Map(layers.filter(isSplit).map((layer) => [layer.inputs[0], layer.config.activation]));
  const rename = (name: string) => joinedName(name, layers);
  return layers
    .filter((layer) => !isSplit(layer))
    .map((layer) => ({
      ...layer,
      inputs: layer.inputs.map(rename),
      ...(activations.has(layer.name) ? { config: { ...layer.config, activation: activations.get(layer.name) } } : {}),
    }));
}

/** The name that the layer has after `joinActivations`. */
export const joinedName = (name: string, layers: readonly Layer[]): string =>
  layers.some((layer) => layer.name === name && isSplit(layer)) ? name.slice(0, -suffix.length) : name;

const isSplit = ({ name, className, inputs }: Layer): boolean =>
  className === 'Activation' && name === `${inputs[0]}${suffix}`;
