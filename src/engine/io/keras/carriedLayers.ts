import { z } from 'zod';
import { InputError } from '../../errors';
import { kindNamed, layerKinds } from '../../network/layers';
import { isActivationName } from '../../network/layers/activations';
import type { KerasLayer } from './config';
import { checkUnderstood } from './understood';

/** A layer that stands behind another one, in the place of its activation. */
export interface CarriedLayer {
  /** What its name ends in. */
  readonly suffix: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * Hard sigmoids, which every version of Keras and TensorFlow.js computes its own way, as layers that all compute alike:
 * Keras 3's is relu6(x + 3) / 6, Keras 2's the part of 0.2 x + 0.5 between 0 and 1.
 */
const hardSigmoids: Readonly<Record<2 | 3, readonly CarriedLayer[]>> = {
  2: [
    { suffix: 'line', className: 'Rescaling', config: { scale: 0.2, offset: 0.5 } },
    { suffix: 'cut', className: 'ReLU', config: { max_value: 1 } },
  ],
  3: [
    { suffix: 'line', className: 'Rescaling', config: { scale: 1, offset: 3 } },
    { suffix: 'cut', className: 'ReLU', config: { max_value: 6 } },
    { suffix: 'share', className: 'Rescaling', config: { scale: 1 / 6, offset: 0 } },
  ],
};

const layerSchema = z.object({ class_name: z.string(), config: z.record(z.string(), z.unknown()) });
const functionSchema = z.object({ class_name: z.literal('function'), config: z.string() });

/**
 * A layer's configuration without an activation that is not one of the plain functions, and the layers that it is. A
 * layer that TensorFlow.js runs keeps its own, which acts within it.
 *
 * @param version of Keras
 * @throws InputError if the activation is not known
 */
export function carriedLayers(
  { class_name, config }: KerasLayer,
  version: 2 | 3,
  place: string,
): { config: KerasLayer['config']; carried: readonly CarriedLayer[] } {
  if (!kindNamed(class_name)?.settings) return { config, carried: [] };
  const { activation, ...rest } = config;
  const name = functionSchema.safeParse(activation).data?.config ?? activation;
  const without = (carried: readonly CarriedLayer[]) => ({ config: { ...rest, activation: 'linear' }, carried });
  if (name === 'hard_sigmoid') return without(hardSigmoids[version]);
  if (typeof name === 'string' && isActivationName(name)) return { config: { ...rest, activation: name }, carried: [] };
  const layer = layerSchema.safeParse(activation).data;
  if (layer?.class_name === 'PReLU') throw new InputError('model.prelu', { layer: place });
  if (layer && Object.hasOwn(layerKinds, layer.class_name)) {
    checkUnderstood({ ...layer, name: `${place}/activation` }, `${place}/activation`, version);
    const inner = carriedLayers(layer, version, place);
    return without([{ suffix: 'activation', className: layer.class_name, config: inner.config }, ...inner.carried]);
  }
  if (activation === undefined || activation === null) return { config, carried: [] };
  throw new InputError('model.activation', {
    layer: place,
    className: class_name,
    activation: JSON.stringify(activation).slice(0, 80),
  });
}
